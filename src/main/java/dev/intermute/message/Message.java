package dev.intermute.message;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import dev.intermute.store.StringListColumn;

/** A message with its current content. */
@Entity
@Table(name = "messages")
@IdClass(MessageKey.class)
class Message {
    @Id
    String project;

    /** The cursor of its creation: unique, and known before it is stored. */
    @Id
    long seq;

    String id;

    /** The cursor of its last change: its position in inbox, thread and topic. */
    long cursor;

    /** The sender's mailbox. */
    String sender;

    /** Whether an agent stands behind it; what a mere mailbox has sent goes to the agent that registers for it. */
    @Column(name = "sender_registered")
    boolean senderRegistered;

    @Column(name = "from_written")
    String from;

    @Column(name = "to_written")
    @Convert(converter = StringListColumn.class)
    List<String> to;

    @Column(name = "cc_written")
    @Convert(converter = StringListColumn.class)
    List<String> cc;

    @Column(name = "bcc_written")
    @Convert(converter = StringListColumn.class)
    List<String> bcc;

    @Column(name = "thread_id")
    String threadId;

    String subject;
    String topic;
    String body;
    String importance;

    @Column(name = "ack_required")
    boolean ackRequired;

    @Column(name = "created_at")
    Instant createdAt;

    protected Message() {}

    Message(String project, String id, long seq, Instant createdAt) {
        this.project = project;
        this.id = id;
        this.seq = seq;
        this.createdAt = createdAt;
    }

    /** Whether a mailbox is its sender's. */
    boolean isFrom(String mailbox) {
        return sender.equals(mailbox);
    }
}
