package dev.intermute.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.hibernate.StatelessSession;

/**
 * A batch's session, with the rows that its units have handed over to be inserted. They wait until somebody could see
 * that they aren't there yet, at the latest until the batch is committed: then the rows of a table, of however many
 * units, go in with one prepared statement.
 */
final class UnitSession {
    private final StatelessSession session;
    private final List<Object> waiting = new ArrayList<>();

    private int unitStart;
    private long neighboursRows;

    UnitSession(StatelessSession session) {
        this.session = session;
    }

    /** Takes a row that is to be inserted. */
    void insert(Object row) {
        waiting.add(row);
    }

    /** The session, with every row in its table. */
    StatelessSession flushed() {
        flush();
        return session;
    }

    /** The session, with every row in its table if one of these is. */
    <T> StatelessSession flushedIfAny(Class<T> type, Predicate<T> wanted) {
        boolean any = waiting.stream().filter(type::isInstance).map(type::cast).anyMatch(wanted);
        return any ? flushed() : session;
    }

    /** Inserts what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<Class<?>, List<Object>> byTable = new LinkedHashMap<>();
        waiting.forEach(row -> byTable.computeIfAbsent(row.getClass(), type -> new ArrayList<>())
                .add(row));
        neighboursRows += unitStart;
        unitStart = 0;
        waiting.clear();
        byTable.values().forEach(session::insertMultiple);
    }

    /** A unit starts. */
    void beginUnit() {
        unitStart = waiting.size();
        neighboursRows = 0;
    }

    /** Forgets the rows of the unit that still wait. */
    void dropUnit() {
        waiting.subList(unitStart, waiting.size()).clear();
    }

    /** How many rows of earlier units have gone into their tables since the unit began. */
    long neighboursRows() {
        return neighboursRows;
    }
}
