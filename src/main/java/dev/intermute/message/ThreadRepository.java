package dev.intermute.message;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** The threads of each mailbox. */
@ApplicationScoped
class ThreadRepository {
    private final CurrentSession session;

    ThreadRepository(CurrentSession session) {
        this.session = session;
    }

    /** Counts a new message, the latest of its thread, in a mailbox. The primary key. */
    void add(Message message, String mailbox) {
        session.insert(new ThreadEntry(message, mailbox));
    }

    /** Makes a message that a mailbox's entry counts already the latest of it. The primary key. */
    void moveUp(Message message, String mailbox) {
        session.get()
                .createMutationQuery("""
                        update ThreadEntry set lastCursor = :cursor, lastMessage = :message
                        where project = :project and mailbox = :mailbox and threadId = :thread""")
                .setParameter("cursor", message.cursor)
                .setParameter("message", message.seq)
                .setParameter("project", message.project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", message.threadId)
                .executeUpdate();
    }

    /** Takes one message off a mailbox's entry, and says which is the latest now. The primary key. */
    void shrink(String project, String mailbox, String threadId, Latest latest) {
        session.get()
                .createMutationQuery("""
                        update ThreadEntry
                        set messageCount = messageCount - 1, lastCursor = :cursor, lastMessage = :message
                        where project = :project and mailbox = :mailbox and threadId = :thread""")
                .setParameter("cursor", latest.cursor())
                .setParameter("message", latest.message())
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .executeUpdate();
    }

    /** The primary key. */
    void remove(String project, String mailbox, String threadId) {
        session.get()
                .createMutationQuery(
                        "delete from ThreadEntry where project = :project and mailbox = :mailbox and threadId = :thread")
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .executeUpdate();
    }

    /** The latest message of a thread that went to a mailbox. Index deliveries_by_thread. */
    Optional<Latest> latestReceived(String project, String mailbox, String threadId) {
        return latest("""
                select cursor, message from Delivery
                where project = :project and mailbox = :mailbox and threadId = :thread
                order by cursor desc""", project, mailbox, threadId);
    }

    /** The latest message of a thread that came from a mailbox. Index messages_by_sender. */
    Optional<Latest> latestSent(String project, String mailbox, String threadId) {
        return latest("""
                select cursor, seq from Message
                where project = :project and sender = :mailbox and threadId = :thread
                order by cursor desc""", project, mailbox, threadId);
    }

    private Optional<Latest> latest(String query, String project, String mailbox, String threadId) {
        return session.get()
                .createSelectionQuery(query, Object[].class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(row -> new Latest((long) row[0], (long) row[1]));
    }

    /** How many messages of a thread came from or went to a mailbox. Indexes deliveries_by_thread, _by_message, messages_by_sender. */
    long count(String project, String mailbox, String threadId) {
        return session.get()
                .createNativeQuery("""
                        select (
                            select count(*) from deliveries d
                            where d.project = :project and d.mailbox = :mailbox and d.thread_id = :thread
                        ) + (
                            select count(*) from messages m
                            where m.project = :project and m.sender = :mailbox and m.thread_id = :thread
                                and not exists (
                                    select 1 from deliveries d
                                    where d.project = :project and d.message = m.seq and d.mailbox = :mailbox))""", Long.class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .getSingleResult();
    }

    /** Sets a mailbox's entry of a thread to what it was found to be. The primary key. */
    void set(String project, String mailbox, String threadId, long count, Latest latest) {
        session.get()
                .createMutationQuery("""
                        update ThreadEntry
                        set messageCount = :count, lastCursor = :cursor, lastMessage = :message
                        where project = :project and mailbox = :mailbox and threadId = :thread""")
                .setParameter("count", count)
                .setParameter("cursor", latest.cursor())
                .setParameter("message", latest.message())
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .executeUpdate();
    }

    /** The threads that two mailboxes both have. The primary key. */
    List<String> inBoth(String project, String mailbox, String other) {
        return session.get()
                .createSelectionQuery("""
                        select t.threadId from ThreadEntry t
                        where t.project = :project and t.mailbox = :mailbox and exists (
                            select 1 from ThreadEntry o
                            where o.project = :project and o.mailbox = :other and o.threadId = t.threadId)""", String.class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("other", other)
                .getResultList();
    }

    /** Moves a mailbox's entries to another that has none of these threads. The primary key. */
    void move(String project, String mailbox, String to) {
        session.get()
                .createMutationQuery(
                        "update ThreadEntry set mailbox = :to where project = :project and mailbox = :mailbox")
                .setParameter("to", to)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }

    /**
     * A mailbox's threads below a cursor, newest first: each with its last message's sender and time, and the first
     * characters of its body. Index threads_by_cursor.
     */
    List<Object[]> before(String project, String mailbox, long cursor, int limit, int characters) {
        return session.get()
                .createSelectionQuery("""
                        select t, m.from, substring(m.body, 1, :characters), m.createdAt
                        from ThreadEntry t join Message m on m.project = t.project and m.seq = t.lastMessage
                        where t.project = :project and t.mailbox = :mailbox and t.lastCursor < :cursor
                        order by t.lastCursor desc""", Object[].class)
                .setParameter("characters", characters)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * The latest message of a thread in a mailbox.
     *
     * @param cursor its position
     * @param message its seq
     */
    record Latest(long cursor, long message) {}
}
