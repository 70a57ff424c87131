package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An agent, as it is at the moment of the answer.
 *
 * @param agentId its id
 * @param sessionId its session
 * @param name its name, which no other live agent of the project has
 * @param project its project
 * @param capabilities what it can do
 * @param metadata what else it says of itself
 * @param status its own word for its state
 * @param lastSeen its last sign of life
 * @param createdAt when it first registered
 * @param liveness how long it has been silent
 */
public record Agent(
        String agentId,
        String sessionId,
        String name,
        String project,
        List<String> capabilities,
        Map<String, String> metadata,
        String status,
        Instant lastSeen,
        Instant createdAt,
        Liveness liveness) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Agent {
        Wire.present("last_seen", lastSeen);
        Wire.present("created_at", createdAt);
        Wire.present("liveness", liveness);
        agentId = Wire.present("agent_id", agentId);
        sessionId = Wire.text(sessionId);
        name = Wire.present("name", name);
        project = Wire.text(project);
        status = Wire.text(status);
        capabilities = Wire.list(capabilities);
        metadata = Wire.map(metadata);
    }
}
