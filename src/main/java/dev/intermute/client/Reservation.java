package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A lease on files, as it is at the moment of the answer.
 *
 * @param id its id
 * @param agentId its agent's id
 * @param agent its agent's name
 * @param project its project
 * @param pathPattern its first pattern, as it was written
 * @param patterns all its patterns, as they were written
 * @param exclusive whether nobody else may hold what overlaps
 * @param shared the opposite
 * @param reason what for
 * @param renewOnHeartbeat whether signs of life of its agent renew it
 * @param fence the cursor of its grant; it only grows from one grant to the next, so whoever guards a file can
 *     refuse a holder with a lower one than it has seen
 * @param createdAt when it was granted
 * @param expiresAt when its time is up
 * @param releasedAt when its owner released it
 * @param expiredAt when it ended otherwise
 * @param ending why it is over
 * @param active whether it is held
 */
public record Reservation(
        String id,
        String agentId,
        String agent,
        String project,
        String pathPattern,
        List<String> patterns,
        boolean exclusive,
        boolean shared,
        String reason,
        boolean renewOnHeartbeat,
        long fence,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> releasedAt,
        Optional<Instant> expiredAt,
        Optional<EndReason> ending,
        @JsonProperty("is_active") boolean active) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Reservation {
        Wire.present("created_at", createdAt);
        Wire.present("expires_at", expiresAt);
        id = Wire.present("id", id);
        agentId = Wire.present("agent_id", agentId);
        agent = Wire.text(agent);
        project = Wire.text(project);
        pathPattern = Wire.text(pathPattern);
        reason = Wire.text(reason);
        patterns = Wire.list(Wire.present("patterns", patterns));
    }

    /** Why a reservation is over. */
    public enum EndReason {
        /** Its owner gave it up. */
        @JsonProperty("released")
        RELEASED,
        /** Its time was up. */
        @JsonProperty("ttl")
        TTL,
        /** Its agent fell silent. */
        @JsonProperty("heartbeat")
        HEARTBEAT,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
