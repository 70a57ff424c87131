package dev.intermute.message;

import java.time.Instant;
import java.util.List;

/**
 * A message as clients see it: {@code bcc} is never among it. What depends on who looks ({@code kind}, {@code read_at},
 * {@code ack_at}, {@code recipients}) is only there where somebody does.
 */
public record MessageView(
        String id,
        String threadId,
        String project,
        String from,
        List<String> to,
        List<String> cc,
        String subject,
        String topic,
        String body,
        String importance,
        Boolean ackRequired,
        Instant createdAt,
        long cursor,
        Kind kind,
        Instant readAt,
        Instant ackAt,
        List<RecipientView> recipients) {

    /** As everybody in the project may see it. */
    static MessageView of(Message message) {
        return of(message, null, null, null, null);
    }

    /** As it stands in a mailbox. */
    static MessageView of(Message message, Delivery delivery) {
        return of(message, delivery.kind, delivery.readAt, delivery.ackAt, null);
    }

    /** With its recipients. */
    static MessageView of(Message message, List<RecipientView> recipients) {
        return of(message, null, null, null, recipients);
    }

    private static MessageView of(
            Message message, Kind kind, Instant readAt, Instant ackAt, List<RecipientView> recipients) {
        return new MessageView(
                message.id,
                message.threadId == null ? "" : message.threadId,
                message.project,
                message.from,
                message.to,
                message.cc.isEmpty() ? null : message.cc,
                message.subject,
                message.topic,
                message.body,
                message.importance,
                message.ackRequired ? Boolean.TRUE : null,
                message.createdAt,
                message.cursor,
                kind,
                readAt,
                ackAt,
                recipients);
    }

    /**
     * A recipient of a message.
     *
     * @param agent the agent's id, or the mailbox where nobody has registered
     */
    public record RecipientView(String agent, Kind kind, Instant readAt, Instant ackAt) {
        static RecipientView of(Delivery delivery) {
            return new RecipientView(delivery.mailbox, delivery.kind, delivery.readAt, delivery.ackAt);
        }
    }
}
