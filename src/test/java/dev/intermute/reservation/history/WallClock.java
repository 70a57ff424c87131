package dev.intermute.reservation.history;

import java.time.Duration;
import java.time.Instant;

/** Times of day as clients' clocks have them: service and clients run on one host, hence by the same. */
final class WallClock {
    /** How far the time of day may be set while a history is made. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Instant zero = Instant.now().minusNanos(System.nanoTime());

    /** By when a time of day has surely come. */
    long surelyPast(Instant time) {
        return Duration.between(zero, time.plus(STEP)).toNanos();
    }

    /** Whether a time of day may have come by then. */
    boolean mayBePast(Instant time, long nanos) {
        return !time.isAfter(zero.plusNanos(nanos).plus(STEP));
    }
}
