package dev.intermute.reservation;

import java.time.Duration;

/**
 * On what terms a lease is held.
 *
 * @param ttl how long it lasts from its grant or its last renewal
 * @param reason what for, in its owner's words, or {@code null}
 * @param renewOnHeartbeat whether each sign of life of its agent renews it
 */
record Terms(Duration ttl, String reason, boolean renewOnHeartbeat) {
    Terms withTtl(Duration other) {
        return new Terms(other, reason, renewOnHeartbeat);
    }
}
