package dev.intermute.push;

import java.util.concurrent.atomic.AtomicLong;

/** How much waits for all sockets together; what several of them wait for counts once. Safe for use by any thread. */
final class Load {
    private final AtomicLong characters = new AtomicLong();

    long characters() {
        return characters.get();
    }

    /** One more waits for it. */
    void hold(Weight weight) {
        synchronized (weight) {
            if (weight.holders++ == 0) {
                characters.addAndGet(weight.characters);
            }
        }
    }

    /** One fewer waits for it. */
    void letGo(Weight weight) {
        synchronized (weight) {
            if (--weight.holders == 0) {
                characters.addAndGet(-weight.characters);
            }
        }
    }
}
