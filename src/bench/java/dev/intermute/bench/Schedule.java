package dev.intermute.bench;

/**
 * When the requests of one lane are due, in the nanoseconds of {@link System#nanoTime()}. Used by one thread, but for
 * {@link #nextAfter}.
 */
interface Schedule {
    /** Whether a request is due now. */
    boolean isDue(long now);

    /** Takes the next request, which must be due: the moment from which its latency counts. */
    long take(long now);

    /** Whether no further request will ever be due. */
    boolean isOver(long now);

    /** How many requests were due and never taken, once time is up. */
    long missed();

    /** The first moment after this one at which a request becomes due by itself; {@link Long#MAX_VALUE} where none does. */
    long nextAfter(long now);
}
