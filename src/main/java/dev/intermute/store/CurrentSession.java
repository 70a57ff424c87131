package dev.intermute.store;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.StatelessSession;

/**
 * The session that repositories work with: the writer's inside a unit of work, a reader's inside a read. So a finder is
 * written once and serves both, and none can run outside of either.
 */
@ApplicationScoped
public class CurrentSession {
    private final ThreadLocal<StatelessSession> current = new ThreadLocal<>();

    /**
     * The session of the unit or read that runs on this thread.
     *
     * @throws IllegalStateException outside of one
     */
    public StatelessSession get() {
        StatelessSession session = current.get();
        if (session == null) {
            throw new IllegalStateException("the database is only touched inside Writer.submit or Reader.read");
        }
        return session;
    }

    void set(StatelessSession session) {
        current.set(session);
    }

    void clear() {
        current.remove();
    }
}
