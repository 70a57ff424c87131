package dev.intermute.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An agent as clients see it; {@code last_seen} and {@code liveness} are those of the moment of the answer. */
public record AgentView(
        String agentId,
        String sessionId,
        String name,
        String project,
        List<String> capabilities,
        Map<String, String> metadata,
        String status,
        Instant lastSeen,
        Instant createdAt,
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
