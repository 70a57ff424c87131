package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.quarkus.logging.Log;

/**
 * Sends what one socket should get: the next frames go out, together, when the network has taken the last. So a socket that
 * keeps up has each at once, and one that doesn't costs fewer calls the more there is. Safe for use by any thread; no lock
 * is held while frames are made or sent.
 */
final class Sender {
    private final Outlet outlet;
    private final PushMetrics metrics;
    private final Load load;
    private final Supplier<Outgoing> source;
    private final AtomicInteger drains = new AtomicInteger();

    private boolean sending;
    private boolean closed;
    private long sendingSince;
    private List<Outgoing> onTheirWay = List.of();
    private long lastWritten;

    /**
     * @param load of all that waits or is on its way
     * @param source gives the next frame, or {@code null} if there is none for now; never called twice at once
     * @param cursor what the client has seen already
     */
    Sender(Outlet outlet, PushMetrics metrics, Load load, Supplier<Outgoing> source, long cursor) {
        this.outlet = outlet;
        this.metrics = metrics;
        this.load = load;
        this.source = source;
        this.lastWritten = cursor;
    }

    /** Sends what can be sent. Whoever comes while somebody is at it leaves it to them, so nothing recurs deeply. */
    void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = drains.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        if (isBusy()) {
            return;
        }
        try {
            List<Outgoing> frames = next();
            if (!frames.isEmpty() && begins(frames)) {
                send(frames).whenComplete((done, failure) -> ended(frames, failure));
            }
        } catch (RuntimeException e) {
            Log.error("A socket's frame failed for a reason that nobody foresaw", e);
            fail();
        }
    }

    /**
     * As many frames as the network is given in one go, the last of them perhaps only in part: what is taken from the source
     * is begun at once, for nothing that changes later could be shown in it. None behind an answer, so that the client's next
     * message needn't wait for it.
     */
    private List<Outgoing> next() {
        List<Outgoing> frames = new ArrayList<>();
        int room = Outflow.FRAGMENT_BYTES;
        boolean more = true;
        while (more) {
            Outgoing frame = source.get();
            if (frame != null) {
                frames.add(frame);
                room -= frame.length();
            }
            more = frame != null && !frame.isAnswer() && room > 0;
        }
        return frames;
    }

    private CompletionStage<Void> send(List<Outgoing> frames) {
        try {
            return outlet.send(frames, this::written);
        } catch (RuntimeException e) {
            landed();
            throw e;
        }
    }

    private synchronized boolean isBusy() {
        return sending || closed;
    }

    private synchronized boolean begins(List<Outgoing> frames) {
        if (closed) {
            return false;
        }
        sending = true;
        sendingSince = System.nanoTime();
        onTheirWay = frames;
        frames.forEach(frame -> load.hold(frame.weight()));
        return true;
    }

    private void written(Outgoing frame) {
        synchronized (this) {
            lastWritten = Math.max(lastWritten, frame.cursor());
        }
        metrics.sent(frame);
    }

    private void ended(List<Outgoing> frames, Throwable failure) {
        landed();
        if (failure == null) {
            if (frames.get(frames.size() - 1).isAnswer()) {
                outlet.takeNext();
            }
            drain();
        } else {
            // The connection breaks, or its socket is being closed: there is no more to do than to see that it is.
            fail();
        }
    }

    private synchronized void landed() {
        sending = false;
        onTheirWay.forEach(frame -> load.letGo(frame.weight()));
        onTheirWay = List.of();
    }

    /** What is on its way, in bytes. */
    synchronized long bytes() {
        return onTheirWay.stream().mapToLong(Outgoing::length).sum();
    }

    /** Whether a frame is on its way out of which the network has taken nothing for longer than this. */
    synchronized boolean isStuck(long nanos) {
        long now = System.nanoTime();
        return sending && now - sendingSince > nanos && now - outlet.takenAt() > nanos;
    }

    /** Whether a frame is on its way out. */
    synchronized boolean isSending() {
        return sending;
    }

    /** Closes the socket, once. */
    void close(CloseCode code, String reason) {
        if (closes()) {
            outlet.close(code, () -> reason);
        }
    }

    /** Closes the socket because something failed that nobody foresaw. */
    void fail() {
        if (closes()) {
            outlet.fail();
        }
    }

    /** Closes the socket as one whose client takes its frames too slowly; it can come back and miss nothing. */
    void tooSlow() {
        if (closes()) {
            metrics.slowReaderClosed();
            outlet.close(CloseCode.TRY_AGAIN_LATER, () -> "resume from cursor " + lastWritten());
        }
    }

    private synchronized long lastWritten() {
        return lastWritten;
    }

    private synchronized boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** What the client sent needs no answer. */
    void takeNext() {
        outlet.takeNext();
    }

    void abort() {
        outlet.abort();
    }
}
