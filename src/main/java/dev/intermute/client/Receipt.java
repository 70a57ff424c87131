package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a read or an ack.
 *
 * @param messageId the message; empty in the data of an event, which has it itself
 * @param agent who reads: an agent's id, or a mailbox
 * @param readAt when it was first read there
 * @param ackAt when it was acknowledged there
 */
public record Receipt(String messageId, String agent, Optional<Instant> readAt, Optional<Instant> ackAt) {
    /** What the service may leave out is empty. */
    public Receipt {
        messageId = Wire.text(messageId);
        agent = Wire.text(agent);
    }
}
