package dev.intermute.record;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.query.SelectionQuery;

import dev.intermute.store.CurrentSession;
import dev.intermute.store.Scroll;

/** The tables of work records, which are alike: those of a kind called things have the indexes named here. */
@ApplicationScoped
class RecordRepository {
    private final CurrentSession session;

    RecordRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(WorkRecord record) {
        session.insert(record);
    }

    /** Index: primary key. */
    void update(WorkRecord record) {
        session.get().update(record);
    }

    /**
     * What names a mailbox that nobody had registered for names an agent from here on; nothing else of a record changes.
     * Index of the filter, such as things_by_agent.
     */
    <T extends WorkRecord> void handOver(Kind<T> kind, String field, String project, String mailbox, String agentId) {
        session.getFor(kind.type(), waiting -> waiting.project.equals(project))
                .createMutationQuery("update " + entity(kind) + " set " + field
                        + " = :agent where project = :project and " + field + " = :mailbox")
                .setParameter("agent", agentId)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }

    /** Index: primary key. */
    void delete(WorkRecord record) {
        session.get().delete(record);
    }

    /** Index things_by_id. */
    <T extends WorkRecord> Optional<T> byId(Kind<T> kind, String project, String id) {
        return session.getFor(kind.type(), waiting -> waiting.id.equals(id) && waiting.project.equals(project))
                .createSelectionQuery("from " + entity(kind) + " where project = :project and id = :id", kind.type())
                .setParameter("project", project)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /**
     * Shows records one after the other, in the order of their kind's lists, as long as more are taken. Index
     * things_by_position, or of a filter, such as things_by_status.
     */
    <T extends WorkRecord> void forEach(Kind<T> kind, String project, RecordQuery wanted, Predicate<T> isTaken) {
        Map<String, String> filters = new TreeMap<>(wanted.filters());
        StringBuilder text = new StringBuilder("from ")
                .append(entity(kind))
                .append(" where project = :project and position < :before");
        filters.keySet()
                .forEach(field ->
                        text.append(" and ").append(field).append(" = :").append(field));
        text.append(" order by position desc");
        SelectionQuery<T> query = session.get()
                .createSelectionQuery(text.toString(), kind.type())
                .setParameter("project", project)
                .setParameter("before", wanted.before())
                .setMaxResults(wanted.limit() + 1);
        filters.forEach(query::setParameter);
        Scroll.through(query, isTaken);
    }

    private static String entity(Kind<?> kind) {
        return kind.type().getSimpleName();
    }
}
