package dev.intermute.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** What claims ask of the tasks' table. */
@ApplicationScoped
class TaskRepository {
    private final CurrentSession session;

    TaskRepository(CurrentSession session) {
        this.session = session;
    }

    /** The pending task that was made first. Index tasks_pending. */
    Optional<Task> oldestPending(String project) {
        return session.get()
                .createSelectionQuery(
                        "from Task where project = :project and status = 'pending' order by seq", Task.class)
                .setParameter("project", project)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** The pending task of a story that was made first. Index tasks_pending_by_story. */
    Optional<Task> oldestPending(String project, String story) {
        return session.get()
                .createSelectionQuery("""
                        from Task
                        where project = :project and storyId = :story and status = 'pending'
                        order by seq""", Task.class)
                .setParameter("project", project)
                .setParameter("story", story)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** Writes how far signs of life have moved the end of a claim, unless it is over. Index: primary key. */
    void prolong(String project, long seq, Instant expiresAt) {
        session.get()
                .createMutationQuery("""
                        update Task set claimExpiresAt = :expiresAt
                        where project = :project and seq = :seq and claimExpiresAt < :expiresAt""")
                .setParameter("expiresAt", expiresAt)
                .setParameter("project", project)
                .setParameter("seq", seq)
                .executeUpdate();
    }

    /** All that are claimed: read once, at start. Index tasks_claimed. */
    List<Task> claimed() {
        return session.get()
                .createSelectionQuery("from Task where claimExpiresAt is not null", Task.class)
                .getResultList();
    }
}
