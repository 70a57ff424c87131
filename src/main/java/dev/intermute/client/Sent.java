package dev.intermute.client;

import java.util.List;

/**
 * The answer to a send: the message is on disk.
 *
 * @param messageId its id
 * @param cursor its position in the log
 * @param denied the recipients whose policy kept it out
 */
public record Sent(String messageId, long cursor, List<String> denied) {
    /** What the service left out is empty. */
    public Sent {
        messageId = Wire.text(messageId);
        denied = Wire.list(denied);
    }
}
