package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A reservation that stands in the way.
 *
 * @param reservationId the reservation
 * @param agentId who holds it: the agent's id
 * @param heldBy who holds it: the agent's name
 * @param pattern its pattern that overlaps, as it was written
 * @param reason what it is held for
 * @param expiresAt when its time is up
 * @param exclusive whether nobody else may hold what overlaps
 * @param overlaps a path that both cover, the shortest there is
 * @param holderLiveness how its holder does
 * @param holderLastSeen when its holder was last seen
 * @param waiting how many requests wait for it
 */
public record Conflict(
        String reservationId,
        String agentId,
        String heldBy,
        String pattern,
        String reason,
        Instant expiresAt,
        boolean exclusive,
        String overlaps,
        Optional<Liveness> holderLiveness,
        Optional<Instant> holderLastSeen,
        int waiting) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Conflict {
        Wire.present("expires_at", expiresAt);
        reservationId = Wire.present("reservation_id", reservationId);
        agentId = Wire.present("agent_id", agentId);
        heldBy = Wire.text(heldBy);
        pattern = Wire.text(pattern);
        reason = Wire.text(reason);
        overlaps = Wire.text(overlaps);
    }
}
