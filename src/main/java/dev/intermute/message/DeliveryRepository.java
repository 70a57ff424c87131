package dev.intermute.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** The mailboxes' entries. */
@ApplicationScoped
class DeliveryRepository {
    private static final String ENTRIES = "select " + MessageRow.COLUMNS_IN_MAILBOX
            + " from Delivery d join Message m on m.project = d.project and m.seq = d.message"
            + " where d.project = :project and d.mailbox = :mailbox";

    private final CurrentSession session;

    DeliveryRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(List<Delivery> deliveries) {
        deliveries.forEach(session::insert);
    }

    /** Index deliveries_by_message. */
    Optional<Delivery> of(String project, long message, String mailbox) {
        return session.get()
                .createSelectionQuery(
                        "from Delivery where project = :project and message = :message and mailbox = :mailbox",
                        Delivery.class)
                .setParameter("project", project)
                .setParameter("message", message)
                .setParameter("mailbox", mailbox)
                .uniqueResultOptional();
    }

    /** Every entry of a message. Index deliveries_by_message. */
    List<Delivery> of(String project, long message) {
        return session.get()
                .createSelectionQuery(
                        "from Delivery where project = :project and message = :message order by mailbox",
                        Delivery.class)
                .setParameter("project", project)
                .setParameter("message", message)
                .getResultList();
    }

    /** Takes a message out of every mailbox. Index deliveries_by_message. */
    void remove(String project, long message) {
        session.get()
                .createMutationQuery("delete from Delivery where project = :project and message = :message")
                .setParameter("project", project)
                .setParameter("message", message)
                .executeUpdate();
    }

    /** Writes when an entry was read and acked. The primary key. */
    void mark(Delivery delivery) {
        session.get()
                .createMutationQuery("""
                        update Delivery set readAt = :readAt, ackAt = :ackAt, ackDue = :ackDue
                        where project = :project and mailbox = :mailbox and cursor = :cursor""")
                .setParameter("readAt", delivery.readAt)
                .setParameter("ackAt", delivery.ackAt)
                .setParameter("ackDue", delivery.ackDue)
                .setParameter("project", delivery.project)
                .setParameter("mailbox", delivery.mailbox)
                .setParameter("cursor", delivery.cursor)
                .executeUpdate();
    }

    /** A mailbox after a cursor, oldest first; to be closed. The primary key. */
    Stream<MessageView> after(String project, String mailbox, long cursor, int limit) {
        return entries("d.cursor > :bound", project, mailbox, cursor, limit);
    }

    /** What of it wasn't read; to be closed. Index deliveries_unread. */
    Stream<MessageView> unreadAfter(String project, String mailbox, long cursor, int limit) {
        return entries("d.cursor > :bound and d.readAt is null", project, mailbox, cursor, limit);
    }

    /** The oldest entries that wait for an ack of a message from before a time; to be closed. Index deliveries_ack_due. */
    Stream<MessageView> waitingForAck(String project, String mailbox, Instant before, int limit) {
        return entries("d.ackDue = true and m.createdAt < :bound", project, mailbox, before, limit);
    }

    private Stream<MessageView> entries(String condition, String project, String mailbox, Object bound, int limit) {
        return session.get()
                .createSelectionQuery(ENTRIES + " and " + condition + " order by d.cursor", Object[].class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("bound", bound)
                .setMaxResults(limit)
                .getResultStream()
                .map(MessageRow::viewInMailbox);
    }

    /** The cursor of a mailbox's last entry, 0 without one. The primary key. */
    long head(String project, String mailbox) {
        return single(
                "select coalesce(max(cursor), 0) from Delivery where project = :project and mailbox = :mailbox",
                project,
                mailbox);
    }

    /** The primary key. */
    long count(String project, String mailbox) {
        return single(
                "select count(*) from Delivery where project = :project and mailbox = :mailbox", project, mailbox);
    }

    /** Index deliveries_unread. */
    long countUnread(String project, String mailbox) {
        return single(
                "select count(*) from Delivery where project = :project and mailbox = :mailbox and readAt is null",
                project,
                mailbox);
    }

    /** The cursor of the oldest entry that wasn't read, 0 without one. Index deliveries_unread. */
    long oldestUnread(String project, String mailbox) {
        return single("""
                select coalesce(min(cursor), 0) from Delivery
                where project = :project and mailbox = :mailbox and readAt is null""", project, mailbox);
    }

    private long single(String query, String project, String mailbox) {
        return session.get()
                .createSelectionQuery(query, Long.class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .getSingleResult();
    }

    /**
     * Moves a mailbox's entries, at their cursors, to another that has no entry of the same message; what it has
     * already is dropped. The primary key.
     */
    void move(String project, String mailbox, String to) {
        session.get()
                .createNativeMutationQuery(
                        "update or ignore deliveries set mailbox = :to where project = :project and mailbox = :mailbox")
                .setParameter("to", to)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
        session.get()
                .createMutationQuery("delete from Delivery where project = :project and mailbox = :mailbox")
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }
}
