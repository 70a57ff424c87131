package dev.intermute.message;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One entry of a mailbox. */
@Entity
@Table(name = "deliveries")
@IdClass(DeliveryKey.class)
class Delivery {
    @Id
    String project;

    @Id
    String mailbox;

    @Id
    long cursor;

    /** The message's seq. */
    long message;

    /** The message's thread, so that a mailbox's part of a thread is found without its other mail. */
    @Column(name = "thread_id")
    String threadId;

    Kind kind;

    @Column(name = "read_at")
    Instant readAt;

    @Column(name = "ack_at")
    Instant ackAt;

    /** Whether the message asks for an ack that hasn't come. */
    @Column(name = "ack_due")
    boolean ackDue;

    protected Delivery() {}

    Delivery(Message message, String mailbox, Kind kind) {
        this.project = message.project;
        this.mailbox = mailbox;
        this.cursor = message.cursor;
        this.message = message.seq;
        this.threadId = message.threadId;
        this.kind = kind;
        this.ackDue = message.ackRequired;
    }
}
