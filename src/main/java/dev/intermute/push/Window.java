package dev.intermute.push;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much may be on its way to all sockets together in large frames. The network keeps a copy of a frame for each socket,
 * so one large message to hundreds of them would fill the memory at once. Who finds the window full stands in line, and is
 * called when others have landed; small frames pass. Safe for use by any thread.
 */
final class Window {
    /** From here on a frame is large, in characters. */
    static final int LARGE = 32 * 1024;

    private final long size;
    private final Set<Subscriber> line = new LinkedHashSet<>();
    private final AtomicInteger calls = new AtomicInteger();
    private long taken;

    /** @param size in characters; passed by those that set off at the same moment */
    Window(long size) {
        this.size = size;
    }

    /** Whether a frame may set off now; where it may not, its subscriber is called later, and asks again. */
    synchronized boolean lets(Subscriber subscriber, int characters) {
        boolean open = characters < LARGE || taken < size;
        if (!open) {
            line.add(subscriber);
        }
        return open;
    }

    /** A frame sets off. */
    synchronized void take(long characters) {
        taken += weight(characters);
    }

    /** A frame has landed, or is lost. */
    void giveBack(long characters) {
        synchronized (this) {
            taken -= weight(characters);
        }
        callNext();
    }

    private static long weight(long characters) {
        return characters < LARGE ? 0 : characters;
    }

    /** Calls who waits for as long as there is room. Whoever comes while somebody is at it leaves it to them. */
    private void callNext() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Subscriber next = next(); next != null; next = next()) {
                next.goOn();
            }
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private synchronized Subscriber next() {
        Iterator<Subscriber> first = line.iterator();
        if (taken >= size || !first.hasNext()) {
            return null;
        }
        Subscriber next = first.next();
        first.remove();
        return next;
    }

    /** Whether somebody waits for others to land. */
    synchronized boolean isFull() {
        return !line.isEmpty();
    }
}
