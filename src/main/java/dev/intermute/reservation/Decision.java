package dev.intermute.reservation;

import java.util.List;

/** What came of a {@link Demand}. */
sealed interface Decision {
    /**
     * It has its lease.
     *
     * @param fresh whether that is a new one; else one that its agent had was refreshed
     */
    record Granted(Lease lease, boolean fresh) implements Decision {}

    /** It has none: others hold what it wants. */
    record Refused(List<ClaimIndex.Hit<Lease>> conflicts) implements Decision {}

    /** It can't be decided until it has been compared with what others hold or wait for, which a unit of work has no time for. */
    record Unprepared() implements Decision {}

    /** It stands in the line. */
    record Queued() implements Decision {}

    /** It has no lease: nobody waits any more for what becomes of it. */
    record Left() implements Decision {}
}
