package dev.intermute.message;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A thread in a mailbox's list. */
@Schema(name = "Thread", description = "A thread, as it stands in one inbox.")
public record ThreadView(
        @Schema(required = true, description = "Its id.") String threadId,

        @Schema(required = true, minimum = "1", description = "The position of its last message there.")
        long lastCursor,

        @Schema(
                required = true,
                minimum = "1",
                description = "How many of its messages came from or went to the agent.")
        long messageCount,

        @Schema(required = true, description = "The sender of the last message.")
        String lastFrom,

        @Schema(
                required = true,
                maxLength = PREVIEW,
                description = "The beginning of the last message, " + PREVIEW + " characters at most.")
        String lastBody,

        @Schema(required = true, description = "When the last message was first sent.")
        Instant lastAt) {
    /** The longest preview of a body, in characters (code points, as SQLite counts: never half of one). */
    static final int PREVIEW = 200;
}
