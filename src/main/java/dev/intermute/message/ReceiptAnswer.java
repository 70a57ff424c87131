package dev.intermute.message;

import java.time.Instant;

/**
 * The answer to a read or an ack.
 *
 * @param messageId the message
 * @param agent the mailbox that it was read in; absent where nobody was named
 * @param readAt when it was first read there
 * @param ackAt when it was acked there
 */
public record ReceiptAnswer(String messageId, String agent, Instant readAt, Instant ackAt) {
    static ReceiptAnswer of(Message message, Delivery delivery) {
        return new ReceiptAnswer(message.id, delivery.mailbox, delivery.readAt, delivery.ackAt);
    }
}
