package dev.intermute.reservation;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of a request for a reservation; its schema tells what the fields mean. */
@Schema(
        description = "A reservation to be made. All its patterns together are " + ClaimReader.MAX_PATTERNS
                + " at most, those with wildcards or braces " + ClaimReader.MAX_CHARACTERS
                + " characters, and are granted all or none.")
public record ReserveRequest(
        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "Who asks: a registered agent's id or name. This or agent must be there.")
        String agentId,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "Another name for agent_id.")
        String agent,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "The project; where none is named it is the agent's.")
        String project,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The pattern: a relative path, with * ? [a-z] {a,b} ** and \\ to quote. It covers what it"
                        + " matches and everything below.")
        String pathPattern,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "Another name for path_pattern.")
        String path,

        @Schema(maxItems = ClaimReader.MAX_PATTERNS, description = "Further patterns of the same reservation.")
        List<String> globPatterns,

        @Schema(defaultValue = "true", description = "Whether nobody else may hold what overlaps.")
        Boolean exclusive,

        @Schema(description = "The opposite of exclusive, for those who would rather say that.")
        Boolean shared,

        @Schema(maxLength = Text.MAX_CHARACTERS, description = "What for, for others to read.")
        String reason,

        @Schema(
                minimum = "1",
                defaultValue = "" + DemandForm.DEFAULT_TTL_MINUTES,
                description = "How long it lasts; more than " + DemandForm.MAX_TTL_MINUTES + " is cut to that.")
        Long ttlMinutes,

        @Schema(
                minimum = "0",
                maximum = "" + DemandForm.MAX_WAIT_SECONDS,
                defaultValue = "0",
                description = "How long to wait until it can be granted.")
        Long waitSeconds,

        @Schema(
                defaultValue = "false",
                description = "Whether each sign of life of the agent gives it its full time again.")
        Boolean renewOnHeartbeat) {}
