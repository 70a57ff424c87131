package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

/**
 * Who got a message.
 *
 * @param agent the agent's id, or the mailbox where nobody has registered
 * @param kind how it was named
 * @param readAt when it first read the message
 * @param ackAt when it acknowledged the message
 */
public record Recipient(String agent, RecipientKind kind, Optional<Instant> readAt, Optional<Instant> ackAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Recipient {
        Wire.present("kind", kind);
        agent = Wire.present("agent", agent);
    }
}
