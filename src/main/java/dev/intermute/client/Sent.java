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
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Sent {
        messageId = Wire.present("message_id", messageId);
        denied = Wire.list(denied);
    }
}
