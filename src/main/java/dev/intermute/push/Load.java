package dev.intermute.push;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits for all sockets together, or is on its way to them; what several of them wait for counts once. Safe for
 * use by any thread.
 */
final class Load {
    private final AtomicLong bytes = new AtomicLong();

    long bytes() {
        return bytes.get();
    }

    /** One more waits for it. */
    void hold(Weight weight) {
        synchronized (weight) {
            if (weight.holders++ == 0) {
                bytes.addAndGet(weight.bytes);
            }
        }
    }

    /** One that did so doesn't any more. */
    void letGo(Weight weight) {
        synchronized (weight) {
            if (--weight.holders == 0) {
                bytes.addAndGet(-weight.bytes);
            }
        }
    }
}
