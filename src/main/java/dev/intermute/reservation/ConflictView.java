package dev.intermute.reservation;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.agent.Agents;
import dev.intermute.agent.Liveness;

/** What stands in the way of a request, as clients see it. */
@Schema(name = "ReservationConflict", description = "A reservation that stands in the way.")
public record ConflictView(
        @Schema(required = true, format = "uuid", description = "The reservation.")
        String reservationId,

        @Schema(required = true, format = "uuid", description = "Who holds it: the agent's id.")
        String agentId,

        @Schema(description = "Who holds it: the agent's name.")
        String heldBy,

        @Schema(required = true, description = "Its pattern that overlaps, as it was written.")
        String pattern,

        @Schema(description = "What it is held for.") String reason,

        @Schema(required = true, description = "When its time is up.")
        Instant expiresAt,

        @Schema(required = true, description = "Whether nobody else may hold what overlaps.")
        boolean exclusive,

        @Schema(required = true, description = "A path that both patterns cover, the shortest there is.")
        String overlaps,

        @Schema(description = "How its holder does.") Liveness.State holderLiveness,

        @Schema(description = "When its holder was last seen.")
        Instant holderLastSeen,

        @Schema(required = true, minimum = "0", description = "How many requests wait for it.")
        int waiting) {

    static ConflictView of(ClaimIndex.Hit<Lease> hit, Agents.Standing holder, int waiting) {
        Lease lease = hit.claimant();
        Claim.Overlap overlap = hit.overlap();
        return new ConflictView(
                lease.id(),
                lease.agent(),
                holder == null ? null : holder.name(),
                overlap.theirs().written(),
                lease.terms().reason(),
                lease.expiresAt(),
                lease.claim().exclusive(),
                overlap.mine()
                        .pattern()
                        .witness(overlap.theirs().pattern())
                        .orElseThrow(() -> new IllegalStateException("patterns that overlap have no path in common")),
                holder == null ? null : holder.liveness(),
                holder == null ? null : holder.lastSeen(),
                waiting);
    }
}
