package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message that has waited long for an ack.
 *
 * @param id its id
 * @param threadId its thread; empty where it is in none
 * @param project its project
 * @param from the sender
 * @param to the recipients
 * @param subject what it is about
 * @param body its text
 * @param createdAt when it was first sent
 * @param kind how the inbox's owner was named
 * @param readAt when it was first read
 * @param ageSeconds how long ago it was sent, in seconds
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
        RecipientKind kind,
        Optional<Instant> readAt,
        long ageSeconds) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public StaleAck {
        Wire.present("created_at", createdAt);
        Wire.present("kind", kind);
        id = Wire.present("id", id);
        threadId = Wire.text(threadId);
        project = Wire.text(project);
        from = Wire.text(from);
        subject = Wire.text(subject);
        body = Wire.text(body);
        to = Wire.list(to);
    }
}
