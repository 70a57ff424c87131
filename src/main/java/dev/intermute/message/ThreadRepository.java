package dev.intermute.message;

import java.util.List;

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
        session.get()
                .createNativeMutationQuery("""
                        insert into threads (project, mailbox, thread_id, last_cursor, last_message, message_count)
                        values (:project, :mailbox, :thread, :cursor, :message, 1)
                        on conflict (project, mailbox, thread_id) do update set
                            last_cursor = excluded.last_cursor,
                            last_message = excluded.last_message,
                            message_count = message_count + 1""")
                .setParameter("project", message.project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", message.threadId)
                .setParameter("cursor", message.cursor)
                .setParameter("message", message.seq)
                .executeUpdate();
    }

    /**
     * Works a mailbox's entry of a thread out anew, from the messages that came from it or went to it: after a change
     * that adding can't express. Indexes messages_by_thread, deliveries_by_message.
     */
    void recount(String project, String mailbox, String threadId) {
        session.get()
                .createMutationQuery(
                        "delete from ThreadEntry where project = :project and mailbox = :mailbox and threadId = :thread")
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .executeUpdate();
        // max() makes SQLite take the bare column seq from the row that has the maximum (sqlite.org/quirks.html).
        session.get()
                .createNativeMutationQuery("""
                        insert into threads (project, mailbox, thread_id, last_cursor, last_message, message_count)
                        select :project, :mailbox, :thread, latest, seq, entries from (
                            select max(m.cursor) as latest, m.seq as seq, count(*) as entries
                            from messages m
                            where m.project = :project and m.thread_id = :thread
                                and (m.sender = :mailbox or exists (
                                    select 1 from deliveries d
                                    where d.project = :project and d.message = m.seq and d.mailbox = :mailbox)))
                        where entries > 0""")
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("thread", threadId)
                .executeUpdate();
    }

    /** The thread ids of a mailbox. The primary key. */
    List<String> ids(String project, String mailbox) {
        return session.get()
                .createSelectionQuery(
                        "select threadId from ThreadEntry where project = :project and mailbox = :mailbox",
                        String.class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .getResultList();
    }

    /** A mailbox's threads below a cursor, newest first: each with its last message. Index threads_by_cursor. */
    List<Object[]> before(String project, String mailbox, long cursor, int limit) {
        return session.get()
                .createSelectionQuery("""
                        select t, m from ThreadEntry t join Message m on m.project = t.project and m.seq = t.lastMessage
                        where t.project = :project and t.mailbox = :mailbox and t.lastCursor < :cursor
                        order by t.lastCursor desc""", Object[].class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("cursor", cursor)
                .setMaxResults(limit)
                .getResultList();
    }
}
