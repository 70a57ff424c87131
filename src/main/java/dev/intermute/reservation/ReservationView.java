package dev.intermute.reservation;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reservation as clients see it, as it is at the moment of the answer. */
@Schema(name = "Reservation", description = "A reservation, as it is at the moment of the answer.")
public record ReservationView(
        @Schema(required = true, format = "uuid", description = "Its id.")
        String id,

        @Schema(required = true, format = "uuid", description = "Its agent's id.")
        String agentId,

        @Schema(description = "Its agent's name.") String agent,

        @Schema(required = true, description = "Its project.")
        String project,

        @Schema(required = true, description = "Its first pattern, as it was written.")
        String pathPattern,

        @Schema(required = true, minItems = 1, description = "All its patterns, as they were written.")
        List<String> patterns,

        @Schema(required = true, description = "Whether nobody else may hold what overlaps.")
        boolean exclusive,

        @Schema(required = true, description = "The opposite of exclusive.")
        boolean shared,

        @Schema(description = "What for.") String reason,

        @Schema(required = true, description = "Whether signs of life of its agent renew it.")
        boolean renewOnHeartbeat,

        @Schema(
                required = true,
                minimum = "1",
                description =
                        "The cursor of its grant. It only grows from one grant to the next, so whoever guards a file"
                                + " can refuse a holder with a lower one than it has seen.")
        long fence,

        @Schema(required = true, description = "When it was granted.")
        Instant createdAt,

        @Schema(required = true, description = "When its time is up.")
        Instant expiresAt,

        @Schema(description = "When its owner released it.") Instant releasedAt,

        @Schema(description = "When it ended otherwise.") Instant expiredAt,

        @Schema(description = "Why it is over; absent until then.")
        Ending ending,

        @Schema(required = true, description = "Whether it is held.")
        boolean isActive) {

    static ReservationView of(Lease lease, String agentName, Instant now) {
        return of(lease, agentName, null, null, lease.isActive(now));
    }

    static ReservationView released(Lease lease, String agentName, Instant now) {
        return of(lease, agentName, now, Ending.RELEASED, false);
    }

    private static ReservationView of(
            Lease lease, String agentName, Instant releasedAt, Ending ending, boolean active) {
        return new ReservationView(
                lease.id(),
                lease.agent(),
                agentName,
                lease.project(),
                lease.claim().written().get(0),
                lease.claim().written(),
                lease.claim().exclusive(),
                !lease.claim().exclusive(),
                lease.terms().reason(),
                lease.terms().renewOnHeartbeat(),
                lease.fence(),
                lease.createdAt(),
                lease.expiresAt(),
                releasedAt,
                null,
                ending,
                active);
    }

    static ReservationView of(Reservation stored, String agentName, Instant now) {
        return new ReservationView(
                stored.id,
                stored.agent,
                agentName,
                stored.project,
                stored.patterns.get(0),
                stored.patterns,
                stored.exclusive,
                !stored.exclusive,
                stored.reason,
                stored.renewOnHeartbeat,
                stored.fence,
                stored.createdAt,
                stored.expiresAt,
                stored.ending == Ending.RELEASED ? stored.endedAt : null,
                stored.ending == Ending.RELEASED ? null : stored.endedAt,
                stored.ending,
                stored.endedAt == null && stored.expiresAt.isAfter(now));
    }
}
