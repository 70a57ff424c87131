package dev.intermute.reservation.history;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long after its start a request that may wait is surely decided, and how long after its cause a change in the line surely
 * made. Measured by the requests beside it that don't wait, in whatever project, for they stand in the same queue of the same
 * service on the same machine: so one that stalls accuses nobody.
 */
final class Slack {
    /** Far more than a service takes that has nothing else to do: a tick of the line, a commit, a turn of a thread. */
    private static final long LEAST_NANOS = 500_000_000;

    private static final int FACTOR = 2;

    /** By their starts, how long requests took that didn't wait. */
    private final NavigableMap<Long, Long> nanos = new TreeMap<>();

    private final long longest;

    Slack(List<Operation> operations) {
        operations.stream()
                .filter(operation -> operation.isAnswered() && !operation.isWait())
                .forEach(operation -> nanos.merge(operation.start(), operation.nanos(), Math::max));
        this.longest = nanos.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Twice the longest that any of them took during a wait, at least half a second. */
    long during(Operation wait) {
        long taken = nanos.subMap(wait.start() - longest, true, wait.end(), true).entrySet().stream()
                .filter(one -> one.getKey() + one.getValue() >= wait.start())
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
        return Math.max(LEAST_NANOS, FACTOR * taken);
    }
}
