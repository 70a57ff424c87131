package dev.intermute.message;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** The messages' table. */
@ApplicationScoped
class MessageRepository {
    private static final String THREAD = "select " + MessageRow.COLUMNS
            + " from Message m where m.project = :project and m.threadId = :thread and m.cursor > :cursor"
            + " order by m.cursor";

    private final CurrentSession session;

    MessageRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(Message message) {
        session.insert(message);
    }

    void update(Message message) {
        session.get().update(message);
    }

    /** Index messages_by_id. */
    Optional<Message> byId(String project, String id) {
        return session.getFor(Message.class, row -> row.id.equals(id) && row.project.equals(project))
                .createSelectionQuery("from Message where project = :project and id = :id", Message.class)
                .setParameter("project", project)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** Index messages_by_id. */
    List<Message> byIds(String project, Collection<String> ids) {
        return session.get()
                .createSelectionQuery("from Message where project = :project and id in (:ids)", Message.class)
                .setParameter("project", project)
                .setParameterList("ids", ids)
                .getResultList();
    }

    /** Those of them that are in a mailbox. Indexes messages_by_id, deliveries_by_message. */
    List<Message> byIdsIn(String project, Collection<String> ids, String mailbox) {
        return session.get()
                .createSelectionQuery("""
                        select m from Message m join Delivery d on d.project = m.project and d.message = m.seq
                        where m.project = :project and m.id in (:ids) and d.mailbox = :mailbox""", Message.class)
                .setParameter("project", project)
                .setParameterList("ids", ids)
                .setParameter("mailbox", mailbox)
                .getResultList();
    }

    /** A thread after a cursor, oldest first; to be closed. Index messages_by_thread. */
    Stream<MessageView> inThread(String project, String threadId, long cursor, int limit) {
        return session.get()
                .createSelectionQuery(THREAD, Object[].class)
                .setParameter("project", project)
                .setParameter("thread", threadId)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultStream()
                .map(MessageRow::view);
    }

    /** The cursor of a thread's last message, 0 without one. Index messages_by_thread. */
    long headOfThread(String project, String threadId) {
        return session.get()
                .createSelectionQuery(
                        "select coalesce(max(cursor), 0) from Message where project = :project and threadId = :thread",
                        Long.class)
                .setParameter("project", project)
                .setParameter("thread", threadId)
                .getSingleResult();
    }

    /** Makes an agent the sender of what a mere mailbox had sent. Index messages_by_stranger. */
    void handOverSent(String project, String mailbox, String agentId) {
        session.get()
                .createMutationQuery("""
                        update Message set sender = :agent, senderRegistered = true
                        where project = :project and sender = :mailbox and senderRegistered = false""")
                .setParameter("agent", agentId)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }
}
