package dev.intermute.message;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of a send; its schema tells what the fields mean. */
@Schema(description = "A message to send. All its recipients together are " + DraftForm.MAX_RECIPIENTS + " at most.")
public record SendRequest(
        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The idempotency key: the same id again is the same message. Absent: one is made.")
        String id,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project. With a key it must be there and be the key's; without one it is the"
                        + " sender's where none is named.")
        String project,

        @Schema(
                required = true,
                maxLength = Text.MAX_CHARACTERS,
                description = "The sender: an agent's id or name, or a mailbox.")
        String from,

        @Schema(
                required = true,
                minItems = 1,
                maxItems = DraftForm.MAX_RECIPIENTS,
                description = "The recipients: agents' ids or names, or mailboxes, each of " + Text.MAX_CHARACTERS
                        + " characters at most.")
        List<String> to,

        @Schema(maxItems = DraftForm.MAX_RECIPIENTS - 1, description = "Further recipients, as in to.")
        List<String> cc,

        @Schema(
                maxItems = DraftForm.MAX_RECIPIENTS - 1,
                description = "Recipients that nobody but the sender sees, as in to.")
        List<String> bcc,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "The thread that it belongs to. Absent: none.")
        String threadId,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "What it is about.")
        String subject,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "A topic to find it under; white space around it goes, and capitals become small.")
        String topic,

        @Schema(description = "The text. Absent: an empty one.")
        String body,

        @Schema(
                enumeration = {"low", "normal", "high", "urgent"},
                description = "How important it is, for its readers to see.")
        String importance,

        @Schema(defaultValue = "false", description = "Whether each recipient is asked for an ack.")
        Boolean ackRequired,

        @Schema(
                enumeration = {"async", "live", "both"},
                defaultValue = "async",
                description = "How it is delivered; until there is live transport every send is async.")
        String transport,

        @Schema(description = "The terminal window that a live message is meant for; not used yet.")
        String targetWindowUuid) {}
