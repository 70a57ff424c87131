package dev.intermute.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A thread as it stands in one mailbox: what came from or went to it. */
@Entity
@Table(name = "threads")
@IdClass(ThreadKey.class)
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
}
