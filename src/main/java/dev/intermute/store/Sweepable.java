package dev.intermute.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Things of projects that come to an end by themselves, as a {@link PeriodicSweep} needs to see them.
 *
 * @param <K> what finds one of them within its project
 */
public interface Sweepable<K> {
    /** What they are, in a line of the log: "reservations". */
    String name();

    /** Those that are over as far as is committed, by project. */
    Map<String, List<K>> over();

    /**
     * Ends, as part of a unit of work, those that are over still: what a sign of life has moved on meanwhile stays.
     *
     * @return how many were ended
     */
    int end(String project, List<K> keys, Instant now);

    /** Takes note of so many, one at least, whose end is on disk. */
    void ended(String project, int count);
}
