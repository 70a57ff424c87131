package dev.intermute.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What counts at once, in memory, and is written behind: at the head of a batch, once it has waited for an interval, however
 * often it has changed meanwhile. What can't be written is kept for the next batch, so it fails no request. A {@link
 * BatchParticipant} has one and passes its own calls on to it.
 */
public final class WriteBehind<T> {
    /** How many one batch takes along: few enough that its units don't notice. */
    private static final int FLUSH_LIMIT = 500;

    private final Consumer<T> write;
    private final long intervalNanos;
    private final Set<T> unwritten = ConcurrentHashMap.newKeySet();
    private final List<T> writing = new ArrayList<>();

    private volatile long oldestNanos;
    private volatile boolean closing;
    private T attempted;

    /**
     * @param interval how long something waits at most while the store can be written
     * @param write writes one as it is by then, inside a batch; told twice of the same state it must do no harm
     */
    public WriteBehind(Duration interval, Consumer<T> write) {
        this.write = write;
        this.intervalNanos = interval.toNanos();
    }

    /** Something has changed; on any thread. */
    public void add(T changed) {
        if (unwritten.isEmpty()) {
            oldestNanos = System.nanoTime();
        }
        unwritten.add(changed);
    }

    /** It is over, or another has taken its place: there is nothing to write any more. On any thread. */
    public void forget(T over) {
        unwritten.remove(over);
    }

    /** The service stops: what isn't written yet is due at once. */
    public void close() {
        closing = true;
    }

    /** Whether something has waited long enough. */
    public boolean isDue() {
        return !unwritten.isEmpty() && (closing || System.nanoTime() - oldestNanos >= intervalNanos);
    }

    /** A batch begins: writes what is due. */
    public void begin() {
        begin(one -> true);
    }

    /**
     * A batch begins: writes what is due.
     *
     * @param isHeld whether there is such a thing still, so that what came while it ended isn't written into its successor
     */
    public void begin(Predicate<T> isHeld) {
        if (isDue()) {
            unwritten.stream().limit(FLUSH_LIMIT - writing.size()).forEach(writing::add);
            writing.forEach(unwritten::remove);
        }
        writing.removeIf(isHeld.negate());
        for (T one : writing) {
            attempted = one;
            write.accept(one);
        }
    }

    /** What can't be written is left out; its next change is tried again. */
    public void spoiled() {
        writing.remove(attempted);
    }

    /** The batch is on disk. */
    public void committed() {
        writing.clear();
    }

    /** The batch was given up: what it wrote is due again. */
    public void abandoned() {
        writing.forEach(this::add);
        writing.clear();
    }
}
