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
    private final Map<Class<?>, List<Object>> byTable = new LinkedHashMap<>();

    private int unitStart;
    private long neighboursRows;
    private boolean failed;

    UnitSession(StatelessSession session) {
        this.session = session;
    }

    /** Takes a row that is to be inserted. */
    void insert(Object row) {
        waiting.add(row);
        byTable.computeIfAbsent(row.getClass(), type -> new ArrayList<>()).add(row);
    }

    /** The session, with every row in its table. */
    StatelessSession flushed() {
        flush();
        return session;
    }

    /** The session, with every row in its table if one of these is. */
    <T> StatelessSession flushedIfAny(Class<T> type, Predicate<T> wanted) {
        boolean any =
                byTable.getOrDefault(type, List.of()).stream().map(type::cast).anyMatch(wanted);
        return any ? flushed() : session;
    }

    /** Inserts what waits, table by table in the order in which they were first written to. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<List<Object>> tables = List.copyOf(byTable.values());
        neighboursRows += unitStart;
        unitStart = 0;
        waiting.clear();
        byTable.clear();
        try {
            tables.forEach(session::insertMultiple);
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    /** Whether rows were refused: of which units is unknown, and so is how many of the others went in. */
    boolean hasFailed() {
        return failed;
    }

    /** A unit starts. */
    void beginUnit() {
        unitStart = waiting.size();
        neighboursRows = 0;
    }

    /** Forgets the rows of the unit that still wait. */
    void dropUnit() {
        List<Object> rows = waiting.subList(unitStart, waiting.size());
        for (Object row : rows) {
            List<Object> table = byTable.get(row.getClass());
            table.remove(table.size() - 1);
        }
        rows.clear();
    }

    /** How many rows of earlier units have gone into their tables since the unit began. */
    long neighboursRows() {
        return neighboursRows;
    }
}
