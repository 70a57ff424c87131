package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a read or an ack.
 *
 * @param messageId the message
 * @param agent who reads: an agent's id, or a mailbox
 * @param readAt when it was first read there
 * @param ackAt when it was acknowledged there
 */
public record Receipt(String messageId, String agent, Optional<Instant> readAt, Optional<Instant> ackAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Receipt {
        messageId = Wire.present("message_id", messageId);
        agent = Wire.text(agent);
    }
}
