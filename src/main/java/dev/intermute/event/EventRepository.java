package dev.intermute.event;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;
import dev.intermute.store.MicrosColumn;

/** The log's table. */
@ApplicationScoped
class EventRepository {
    private final CurrentSession session;

    EventRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(Event event) {
        session.insert(event);
    }

    /** What everyone in the project may see after a cursor, oldest first. Index events_by_project. */
    List<Event> after(String project, long cursor, int limit) {
        return session.get()
                .createSelectionQuery("""
                        from Event
                        where project = :project and cursor > :cursor and audience is null
                        order by cursor""", Event.class)
                .setParameter("project", project)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The same of one type. Index events_by_type. */
    List<Event> after(String project, EventType type, long cursor, int limit) {
        return session.get()
                .createSelectionQuery("""
                        from Event
                        where project = :project and type = :type and cursor > :cursor and audience is null
                        order by cursor""", Event.class)
                .setParameter("project", project)
                .setParameter("type", type)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultList();
    }

    /** All of them, also what only some may see. Index events_by_project. */
    List<Event> allAfter(String project, long cursor, int limit) {
        return session.get()
                .createSelectionQuery(
                        "from Event where project = :project and cursor > :cursor order by cursor", Event.class)
                .setParameter("project", project)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The cursor of the last event of all projects that is still there, 0 without one. The primary key. */
    long head() {
        return session.get()
                .createSelectionQuery("select coalesce(max(cursor), 0) from Event", Long.class)
                .getSingleResult();
    }

    /** The cursor of the oldest event of all projects that is still there, 0 without one. The primary key. */
    long oldest() {
        return session.get()
                .createSelectionQuery("select coalesce(min(cursor), 0) from Event", Long.class)
                .getSingleResult();
    }

    /** The cursor of a project's last event, 0 without one. Index events_by_project. */
    long head(String project) {
        return session.get()
                .createSelectionQuery("select coalesce(max(cursor), 0) from Event where project = :project", Long.class)
                .setParameter("project", project)
                .getSingleResult();
    }

    /** The highest cursor ever given out, also if its event is gone by now. */
    long highestCursorEver() {
        List<Long> rows = session.get()
                .createNativeQuery("select seq from sqlite_sequence where name = 'events'", Long.class)
                .getResultList();
        return rows.isEmpty() ? 0 : rows.get(0);
    }

    /** The time of the last event, read once, at start. The primary key. */
    Instant lastTime() {
        List<Long> rows = session.get()
                .createNativeQuery("select created_at from events order by cursor desc limit 1", Long.class)
                .getResultList();
        return rows.isEmpty() ? Instant.EPOCH : new MicrosColumn().convertToEntityAttribute(rows.get(0));
    }
}
