package dev.intermute.push;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import dev.intermute.testing.PushClient;

/** Listens all the time: when its socket ends it opens the next one, from the last cursor that it saw. */
final class Follower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Supplier<PushClient.Opening> opening;
    private final Thread thread = new Thread(this::follow);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<JsonNode> earlier = new ArrayList<>();
    private final List<PushClient.Ending> endings = new ArrayList<>();
    private PushClient socket;
    private long last;

    private Follower(Supplier<PushClient.Opening> opening) {
        this.opening = opening;
    }

    /** Follows from the oldest event on. */
    static Follower start(Supplier<PushClient.Opening> opening) {
        Follower follower = new Follower(opening);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try {
            while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                PushClient next = opened();
                if (next != null) {
                    next.ended().join();
                    ended(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PushClient opened() {
        try {
            PushClient next = opening.get().since(last).open();
            synchronized (this) {
                socket = next;
                if (stopped.getCount() == 0) {
                    next.abort();
                }
            }
            return next;
        } catch (UncheckedIOException nobodyThere) {
            return null;
        }
    }

    private synchronized void ended(PushClient old) {
        earlier.addAll(old.frames());
        endings.add(old.ended().join());
        last = old.lastCursor();
        socket = null;
    }

    /** All that it saw, over all its sockets. */
    synchronized List<JsonNode> frames() {
        List<JsonNode> all = new ArrayList<>(earlier);
        if (socket != null) {
            all.addAll(socket.frames());
        }
        return all;
    }

    /** How its sockets ended so far. */
    synchronized List<PushClient.Ending> endings() {
        return List.copyOf(endings);
    }

    /** Whether it has a socket that is open. */
    synchronized boolean isConnected() {
        return socket != null && !socket.ended().isDone();
    }

    /** Waits until it has seen this cursor. */
    void awaitCursor(long cursor) {
        Awaitility.await("cursor " + cursor).atMost(PATIENCE).until(() -> seen() >= cursor);
    }

    private synchronized long seen() {
        return socket == null ? last : socket.lastCursor();
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped.countDown();
            if (socket != null) {
                socket.abort();
            }
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
