package dev.intermute.message;

import java.util.List;

/**
 * The body of a send.
 *
 * @param id the idempotency key: the same id again is the same message; made by the service where it is absent
 * @param project the project
 * @param from the sender: an agent's id or name, or a mailbox
 * @param to the recipients, at least one: ids, names or mailboxes; 1,000 with {@code cc} and {@code bcc}
 * @param cc further recipients
 * @param bcc recipients that nobody but the sender sees
 * @param threadId the thread that the message belongs to
 * @param subject what it is about
 * @param topic a subject to find it under; trimmed and lower-cased
 * @param body the text
 * @param importance {@code low}, {@code normal}, {@code high} or {@code urgent}
 * @param ackRequired whether each recipient is asked for an ack
 * @param transport {@code async}, {@code live} or {@code both}; until live transport is there every send is {@code async}
 * @param targetWindowUuid the terminal window that a live message is meant for; not used yet
 */
public record SendRequest(
        String id,
        String project,
        String from,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        String threadId,
        String subject,
        String topic,
        String body,
        String importance,
        Boolean ackRequired,
        String transport,
        String targetWindowUuid) {}
