package dev.intermute.message;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a read or an ack. */
@Schema(description = "The answer to a read or an ack.")
public record ReceiptAnswer(
        @Schema(required = true, description = "The message's id.")
        String messageId,

        @Schema(description = "Who reads: an agent's id, or a mailbox; absent where nobody was named.")
        String agent,

        @Schema(description = "When it was first read there; absent where nobody was named.")
        Instant readAt,

        @Schema(description = "When it was acknowledged there; absent where it wasn't.")
        Instant ackAt) {
    static ReceiptAnswer of(Message message, Delivery delivery) {
        return new ReceiptAnswer(message.id, delivery.mailbox, delivery.readAt, delivery.ackAt);
    }
}
