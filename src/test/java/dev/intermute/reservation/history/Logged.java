package dev.intermute.reservation.history;

import java.time.Instant;

/** An event of a reservation, as the project's log has it. */
record Logged(
        String project,
        long cursor,
        Kind kind,
        String id,
        String agent,
        Wanted wanted,
        Instant createdAt,
        Instant expiresAt,
        long fence) {
    enum Kind {
        CREATED,
        RENEWED,
        RELEASED,
        EXPIRED;

        boolean isEnd() {
            return this == RELEASED || this == EXPIRED;
        }
    }

    boolean isCreated() {
        return kind == Kind.CREATED;
    }
}
