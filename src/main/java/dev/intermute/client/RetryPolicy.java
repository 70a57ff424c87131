package dev.intermute.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a call that failed is made again. Only calls are repeated that can't do anything twice: those of which the service has
 * surely done nothing, and those that are the same however often they arrive. Pauses grow twofold, and half of each is drawn, so
 * that many clients of one service that was away don't come back at the same moment ("equal jitter", M. Brooker, Exponential
 * Backoff And Jitter, 2015). Where the service says when ({@code Retry-After}), that counts, if it isn't longer than the longest
 * pause: then the call fails at once, and the exception says when.
 *
 * @param attempts how often a call is made at most; at least 1
 * @param firstPause the pause after the first attempt at most; more than 0
 * @param longestPause no pause is longer; at least {@code firstPause}, at most a day
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
    private static final int MAX_DOUBLINGS = 20;
    private static final Duration LIMIT = Duration.ofDays(1);

    /** Checks the bounds. */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
        }
        if (firstPause.isNegative() || firstPause.isZero()) {
            throw new IllegalArgumentException("firstPause must be more than 0, not " + firstPause);
        }
        if (longestPause.compareTo(firstPause) < 0 || longestPause.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "longestPause must be at least firstPause and at most a day, not " + longestPause);
        }
    }

    /** Six attempts over three to six seconds: enough for a service that is started anew. */
    public static RetryPolicy standard() {
        return new RetryPolicy(6, Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    /** One attempt. */
    public static RetryPolicy never() {
        return new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /**
     * How long to wait after a number of attempts that failed.
     *
     * @param failed how many, at least 1
     * @param asked what the service asked for
     * @return empty where it should not be tried again
     */
    Optional<Duration> pauseAfter(int failed, Optional<Duration> asked, RandomGenerator random) {
        if (failed >= attempts
                || asked.filter(pause -> pause.compareTo(longestPause) > 0).isPresent()) {
            return Optional.empty();
        }
        Duration own = backoff(failed, random);
        return Optional.of(asked.map(pause -> shorter(pause.plus(own.dividedBy(2)), longestPause))
                .orElse(own));
    }

    /** The pause after a number of failures in a row, however many. */
    Duration backoff(int failed, RandomGenerator random) {
        Duration full = shorter(firstPause.multipliedBy(1L << Math.min(failed - 1, MAX_DOUBLINGS)), longestPause);
        long half = full.toNanos() / 2;
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
