package dev.intermute.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as clients see it: {@code bcc} is never among it. What depends on who looks ({@code kind}, {@code read_at},
 * {@code ack_at}, {@code recipients}) is only there where somebody does.
 */
@JsonSerialize(using = MessageJson.class)
@Schema(name = "Message", description = "A message with its content as it is now.")
public record MessageView(
        @Schema(required = true, description = "Its id.") String id,

        @Schema(required = true, description = "Its thread; empty where it is in none.")
        String threadId,

        @Schema(required = true, description = "Its project.")
        String project,

        @Schema(required = true, description = "The sender, as it was written.")
        String from,

        @Schema(required = true, description = "The recipients, as they were written.")
        List<String> to,

        @Schema(description = "Further recipients; absent where there are none.")
        List<String> cc,

        @Schema(description = "What it is about.") String subject,
        @Schema(description = "Its topic.") String topic,
        @Schema(required = true, description = "Its text.") String body,

        @Schema(
                enumeration = {"low", "normal", "high", "urgent"},
                description = "How important it is, where that was said.")
        String importance,

        @Schema(description = "Whether an ack is asked for; absent where it isn't.")
        Boolean ackRequired,

        @Schema(required = true, description = "When it was first sent.")
        Instant createdAt,

        @Schema(required = true, minimum = "1", description = "Its position in the log: that of its last change.")
        long cursor,

        @Schema(description = "How the inbox's owner was named; in an inbox only.")
        Kind kind,

        @Schema(description = "When it was first read in this inbox; in an inbox only.")
        Instant readAt,

        @Schema(description = "When it was acknowledged in this inbox; in an inbox only.")
        Instant ackAt,

        @Schema(description = "Who got it; where one message is asked for only.")
        List<RecipientView> recipients) {

    /** What says nothing is absent, but a thread, which is empty then. */
    public MessageView {
        threadId = threadId == null ? "" : threadId;
        cc = cc == null || cc.isEmpty() ? null : cc;
        ackRequired = Boolean.TRUE.equals(ackRequired) ? Boolean.TRUE : null;
    }

    /** As everybody in the project may see it. */
    static MessageView of(Message message) {
        return of(message, null);
    }

    /** With its recipients. */
    static MessageView of(Message message, List<RecipientView> recipients) {
        return new MessageView(
                message.id,
                message.threadId,
                message.project,
                message.from,
                message.to,
                message.cc,
                message.subject,
                message.topic,
                message.body,
                message.importance,
                message.ackRequired,
                message.createdAt,
                message.cursor,
                null,
                null,
                null,
                recipients);
    }

    /** A recipient of a message. */
    @Schema(name = "Recipient", description = "Who got a message.")
    public record RecipientView(
            @Schema(required = true, description = "The agent's id, or the mailbox where nobody has registered.")
            String agent,

            @Schema(required = true, description = "How it was named.")
            Kind kind,

            @Schema(description = "When it first read the message.")
            Instant readAt,

            @Schema(description = "When it acknowledged the message.")
            Instant ackAt) {
        static RecipientView of(Delivery delivery) {
            return new RecipientView(delivery.mailbox, delivery.kind, delivery.readAt, delivery.ackAt);
        }
    }
}
