package dev.intermute.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message that has waited long for an ack. */
@Schema(description = "A message that has waited long for an ack.")
public record StaleAck(
        @Schema(required = true, description = "Its id.") String id,

        @Schema(required = true, description = "Its thread; empty where it is in none.")
        String threadId,

        @Schema(required = true, description = "Its project.")
        String project,

        @Schema(required = true, description = "The sender, as it was written.")
        String from,

        @Schema(required = true, description = "The recipients, as they were written.")
        List<String> to,

        @Schema(description = "What it is about.") String subject,
        @Schema(required = true, description = "Its text.") String body,

        @Schema(required = true, description = "When it was first sent.")
        Instant createdAt,

        @Schema(required = true, description = "How the inbox's owner was named.")
        Kind kind,

        @Schema(description = "When it was first read in this inbox.")
        Instant readAt,

        @Schema(required = true, minimum = "0", description = "How long ago it was sent, in seconds.")
        long ageSeconds) {

    static StaleAck of(MessageView message, Instant now) {
        return new StaleAck(
                message.id(),
                message.threadId(),
                message.project(),
                message.from(),
                message.to(),
                message.subject(),
                message.body(),
                message.createdAt(),
                message.kind(),
                message.readAt(),
                Duration.between(message.createdAt(), now).toSeconds());
    }
}
