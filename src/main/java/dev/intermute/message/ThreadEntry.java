package dev.intermute.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.hibernate.annotations.SQLInsert;

/** A thread as it stands in one mailbox: what came from or went to it. */
@Entity
@Table(name = "threads")
@IdClass(ThreadKey.class)
@SQLInsert(sql = """
        insert into threads (last_cursor, last_message, message_count, project, mailbox, thread_id)
        values (?, ?, ?, ?, ?, ?)
        on conflict (project, mailbox, thread_id) do update set
            last_cursor = excluded.last_cursor,
            last_message = excluded.last_message,
            message_count = message_count + 1""")
class ThreadEntry {
    @Id
    String project;

    @Id
    String mailbox;

    @Id
    @Column(name = "thread_id")
    String threadId;

    @Column(name = "last_cursor")
    long lastCursor;

    /** The seq of its last message. */
    @Column(name = "last_message")
    long lastMessage;

    @Column(name = "message_count")
    long messageCount;

    protected ThreadEntry() {}

    /** A thread's latest message has come to a mailbox; where it has an entry already, that counts one more. */
    ThreadEntry(Message message, String mailbox) {
        this.project = message.project;
        this.mailbox = mailbox;
        this.threadId = message.threadId;
        this.lastCursor = message.cursor;
        this.lastMessage = message.seq;
        this.messageCount = 1;
    }
}
