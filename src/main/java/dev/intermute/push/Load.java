package dev.intermute.push;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits for all sockets together, or is on its way to them; what several of them wait for counts once. Safe for
 * use by any thread.
 */
final class Load {
    private final AtomicLong characters = new AtomicLong();
    private final Window window;

    /** @param window what may be on its way at once in large frames */
    Load(Window window) {
        this.window = window;
    }

    Window window() {
        return window;
    }

    long characters() {
        return characters.get();
    }

    /** So many are on their way to a socket: each has its own copy in the network. */
    void setsOff(long more) {
        characters.addAndGet(more);
        window.take(more);
    }

    /** So many that were on their way have landed, or are lost. */
    void landed(long fewer) {
        characters.addAndGet(-fewer);
        window.giveBack(fewer);
    }

    /** One more waits for it. */
    void hold(Weight weight) {
        synchronized (weight) {
            if (weight.holders++ == 0) {
                characters.addAndGet(weight.characters);
            }
        }
    }

    /** One that did so doesn't any more. */
    void letGo(Weight weight) {
        synchronized (weight) {
            if (--weight.holders == 0) {
                characters.addAndGet(-weight.characters);
            }
        }
    }
}
