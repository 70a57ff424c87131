package dev.intermute.push;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.quarkus.logging.Log;

/**
 * Sends what one socket should get, one frame at a time: the next goes out when the network has taken the last. Safe for
 * use by any thread; no lock is held while frames are made or sent.
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
    private Outgoing onItsWay;
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
            Outgoing frame = source.get();
            if (frame != null && begins(frame)) {
                send(frame).whenComplete((done, failure) -> ended(frame, failure));
            }
        } catch (RuntimeException e) {
            Log.error("A socket's frame failed for a reason that nobody foresaw", e);
            fail();
        }
    }

    private CompletionStage<Void> send(Outgoing frame) {
        try {
            return outlet.send(frame.payload(), () -> written(frame));
        } catch (RuntimeException e) {
            landed();
            throw e;
        }
    }

    private synchronized boolean isBusy() {
        return sending || closed;
    }

    private synchronized boolean begins(Outgoing frame) {
        if (closed) {
            return false;
        }
        sending = true;
        sendingSince = System.nanoTime();
        onItsWay = frame;
        load.hold(frame.weight());
        return true;
    }

    private synchronized void written(Outgoing frame) {
        lastWritten = Math.max(lastWritten, frame.cursor());
    }

    private void ended(Outgoing frame, Throwable failure) {
        landed();
        if (failure == null) {
            metrics.sent(frame);
            if (frame.isAnswer()) {
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
        load.letGo(onItsWay.weight());
        onItsWay = null;
    }

    /** What is on its way, in bytes. */
    synchronized long bytes() {
        return onItsWay == null ? 0 : onItsWay.length();
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
