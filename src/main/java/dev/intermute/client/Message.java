package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message with its content as it is now.
 *
 * @param id its id
 * @param threadId its thread; empty where it is in none
 * @param project its project
 * @param from the sender, as it was written
 * @param to the recipients, as they were written
 * @param cc further recipients
 * @param subject what it is about
 * @param topic its topic
 * @param body its text
 * @param importance how important it is, where that was said
 * @param ackRequired whether an ack is asked for
 * @param createdAt when it was first sent
 * @param cursor its position in the log: that of its last change
 * @param kind how the inbox's owner was named; in an inbox only
 * @param readAt when it was first read; in an inbox only
 * @param ackAt when it was acknowledged; in an inbox only
 * @param recipients who got it; where one message was asked for only
 */
public record Message(
        String id,
        String threadId,
        String project,
        String from,
        List<String> to,
        List<String> cc,
        String subject,
        String topic,
        String body,
        Optional<Importance> importance,
        boolean ackRequired,
        Instant createdAt,
        long cursor,
        Optional<RecipientKind> kind,
        Optional<Instant> readAt,
        Optional<Instant> ackAt,
        List<Recipient> recipients) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Message {
        Wire.present("created_at", createdAt);
        id = Wire.present("id", id);
        threadId = Wire.text(threadId);
        project = Wire.text(project);
        from = Wire.text(from);
        subject = Wire.text(subject);
        topic = Wire.text(topic);
        body = Wire.text(body);
        to = Wire.list(to);
        cc = Wire.list(cc);
        recipients = Wire.list(recipients);
    }
}
