package dev.intermute.agent;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a registration. */
@Schema(description = "The answer to a registration.")
public record RegisterAnswer(
        @Schema(required = true, format = "uuid", description = "The agent's id.")
        String agentId,

        @Schema(required = true, format = "uuid", description = "Its session.")
        String sessionId,

        @Schema(required = true, description = "The name that it got.")
        String name,

        @Schema(
                required = true,
                description = "Its secret: who sends it as X-Agent-Token is this agent. It can't be asked for again.")
        String token,

        @Schema(
                required = true,
                minimum = "0",
                description =
                        "Where to start reading its inbox: before its oldest unread message, else at the log's head.")
        long cursor,

        @Schema(description = "The name that it asked for, where it got another.")
        String requestedName) {}
