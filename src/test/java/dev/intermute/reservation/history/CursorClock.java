package dev.intermute.reservation.history;

import java.util.Map;
import java.util.TreeMap;

/**
 * When an event of a log happened, as far as clients can tell. An operation whose event is known was carried out between its
 * start and its end; what has a lower cursor happened no later, what has a higher one no earlier. So an event can't have
 * happened before the latest start among operations up to it, nor after the earliest end among those from it on.
 */
final class CursorClock {
    private final TreeMap<Long, Long> starts = new TreeMap<>();
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /** @param known operations whose event is known, by its cursor */
    CursorClock(Map<Long, Operation> known) {
        TreeMap<Long, Operation> inOrder = new TreeMap<>(known);
        long latest = Long.MIN_VALUE;
        for (Map.Entry<Long, Operation> entry : inOrder.entrySet()) {
            latest = Math.max(latest, entry.getValue().start());
            starts.put(entry.getKey(), latest);
        }
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<Long, Operation> entry : inOrder.descendingMap().entrySet()) {
            earliest = Math.min(earliest, entry.getValue().end());
            ends.put(entry.getKey(), earliest);
        }
    }

    long earliest(Logged event) {
        Map.Entry<Long, Long> before = starts.floorEntry(event.cursor());
        return before == null ? Long.MIN_VALUE : before.getValue();
    }

    long latest(Logged event) {
        Map.Entry<Long, Long> after = ends.ceilingEntry(event.cursor());
        return after == null ? Long.MAX_VALUE : after.getValue();
    }

    /** Whether a grant may have been live at some moment between these. */
    boolean mayBeLive(LeaseLog.Grant grant, long from, long to) {
        return earliest(grant.created()) <= to
                && grant.end().map(end -> latest(end) >= from).orElse(true);
    }
}
