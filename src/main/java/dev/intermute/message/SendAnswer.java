package dev.intermute.message;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a send: the message is on disk. */
@Schema(description = "The answer to a send.")
public record SendAnswer(
        @Schema(required = true, description = "The message's id.")
        String messageId,

        @Schema(required = true, minimum = "1", description = "Its position in the log: that of its last change.")
        long cursor) {
    static SendAnswer of(Message message) {
        return new SendAnswer(message.id, message.cursor);
    }
}
