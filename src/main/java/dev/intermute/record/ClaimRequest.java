package dev.intermute.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of a claim. */
@Schema(description = "Who asks for a task.")
public record ClaimRequest(
        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project. With a key it must be there and be the key's; without one it is the project"
                        + " that of the agent, else default, where none is named.")
        String project,

        @Schema(
                required = true,
                maxLength = Text.MAX_CHARACTERS,
                description = "Who asks: an agent's id or name, or a mailbox, which gives no signs of life.")
        String agent,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "Only tasks of this story.")
        String story,

        @Schema(
                minimum = "1",
                maximum = "" + ClaimRequest.MAX_TTL_MINUTES,
                defaultValue = "" + ClaimRequest.DEFAULT_TTL_MINUTES,
                description = "How long the agent may give no sign of life before the task is pending again.")
        Long claimTtlMinutes) {
    static final int DEFAULT_TTL_MINUTES = 30;
    static final int MAX_TTL_MINUTES = 1440;
}
