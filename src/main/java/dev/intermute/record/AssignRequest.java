package dev.intermute.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of an assignment. */
@Schema(description = "Who gets a task.")
public record AssignRequest(
        @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "An agent's id or name, or a mailbox.")
        String agent,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project, as in the parameter project; both together must be the same.")
        String project) {}
