package dev.intermute.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A message that has waited long for an ack.
 *
 * @param ageSeconds how long ago it was sent
 */
public record StaleAck(
        String id,
        String threadId,
        String project,
        String from,
        List<String> to,
        String subject,
        String body,
        Instant createdAt,
        Kind kind,
        Instant readAt,
        long ageSeconds) {

    static StaleAck of(Message message, Delivery delivery, Instant now) {
        return new StaleAck(
                message.id,
                message.threadId == null ? "" : message.threadId,
                message.project,
                message.from,
                message.to,
                message.subject,
                message.body,
                message.createdAt,
                delivery.kind,
                delivery.readAt,
                Duration.between(message.createdAt, now).toSeconds());
    }
}
