package dev.intermute.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An agent as clients see it; {@code last_seen} and {@code liveness} are those of the moment of the answer. */
@Schema(name = "Agent", description = "An agent, as it is at the moment of the answer.")
public record AgentView(
        @Schema(required = true, format = "uuid", description = "Its id.")
        String agentId,

        @Schema(required = true, format = "uuid", description = "Its session.")
        String sessionId,

        @Schema(required = true, description = "Its name, which no other live agent of the project has.")
        String name,

        @Schema(required = true, description = "Its project.")
        String project,

        @Schema(required = true, description = "What it can do.")
        List<String> capabilities,

        @Schema(required = true, description = "What else it says of itself.")
        Map<String, String> metadata,

        @Schema(required = true, description = "Its own word for its state; empty where it has said none.")
        String status,

        @Schema(required = true, description = "Its last sign of life.")
        Instant lastSeen,

        @Schema(required = true, description = "When it first registered.")
        Instant createdAt,

        @Schema(
                required = true,
                description = "How long it has been silent: active and idle agents are live; a stale one may lose its"
                        + " session and its name to another.")
        Liveness.State liveness) {

    static AgentView of(Agent agent, Instant lastSeen, Liveness.State liveness) {
        return new AgentView(
                agent.id,
                agent.sessionId,
                agent.name,
                agent.project,
                agent.capabilities,
                agent.metadata,
                agent.status == null ? "" : agent.status,
                lastSeen,
                agent.createdAt,
                liveness);
    }
}
