package dev.intermute.message;

/**
 * The answer to a send: the message is on disk.
 *
 * @param messageId its id
 * @param cursor its position in the log
 */
public record SendAnswer(String messageId, long cursor) {
    static SendAnswer of(Message message) {
        return new SendAnswer(message.id, message.cursor);
    }
}
