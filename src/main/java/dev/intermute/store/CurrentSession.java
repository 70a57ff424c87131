package dev.intermute.store;

import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.StatelessSession;

/**
 * The session that repositories work with: the writer's inside a unit of work, a reader's inside a read. So a finder is
 * written once and serves both, and none can run outside of either.
 */
@ApplicationScoped
public class CurrentSession {
    private final ThreadLocal<StatelessSession> reading = new ThreadLocal<>();
    private final ThreadLocal<UnitSession> writing = new ThreadLocal<>();

    /**
     * The session of the unit or read that runs on this thread. It sees all that earlier units of the batch have done.
     *
     * @throws IllegalStateException outside of one
     */
    public StatelessSession get() {
        UnitSession unit = writing.get();
        return unit == null ? reader() : unit.flushed();
    }

    /**
     * The same, for a query whose answer depends on no rows of this type but the wanted ones: where none of them waits
     * to be inserted, what waits may go on waiting, and share its statement with more.
     */
    public <T> StatelessSession getFor(Class<T> type, Predicate<T> wanted) {
        UnitSession unit = writing.get();
        return unit == null ? reader() : unit.flushedIfAny(type, wanted);
    }

    /**
     * Inserts a row, at the latest before anyone looks for it. It is not to be changed afterwards.
     *
     * @throws IllegalStateException outside of a unit of work
     */
    public void insert(Object row) {
        UnitSession unit = writing.get();
        if (unit == null) {
            throw outside();
        }
        unit.insert(row);
    }

    private StatelessSession reader() {
        StatelessSession session = reading.get();
        if (session == null) {
            throw outside();
        }
        return session;
    }

    private static IllegalStateException outside() {
        return new IllegalStateException("the database is only touched inside Writer.submit or Reader.read");
    }

    void set(StatelessSession session) {
        reading.set(session);
    }

    void set(UnitSession session) {
        writing.set(session);
    }

    void clearReading() {
        reading.remove();
    }

    void clearWriting() {
        writing.remove();
    }
}
