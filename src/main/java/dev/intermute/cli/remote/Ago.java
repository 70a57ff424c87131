package dev.intermute.cli.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long ago something was, or how far off it is. What is a week or more away is a date.
 *
 * @param now what is counted from
 * @param zone where a date is told
 */
record Ago(Instant now, ZoneId zone) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** {@code now}, {@code 42 s ago}, {@code 5 min ago}, {@code 3 h ago}, {@code 2 d ago}, {@code in 25 min}, or a date. */
    String of(Instant time) {
        Duration past = Duration.between(time, now);
        Duration distance = past.abs();
        if (distance.compareTo(WEEK) >= 0) {
            return time.atZone(zone).toLocalDate().toString();
        }
        if (distance.compareTo(SECOND) < 0) {
            return "now";
        }
        return past.isNegative() ? "in " + nearest(distance) : floor(distance) + " ago";
    }

    /** A moment after something was set for 25 minutes it is in 25 minutes, not in 24. */
    private static String nearest(Duration ahead) {
        Duration unit = unit(ahead);
        Duration rounded = unit.multipliedBy(ahead.plus(unit.dividedBy(2)).dividedBy(unit));
        return floor(rounded);
    }

    private static String floor(Duration distance) {
        Duration unit = unit(distance);
        return distance.dividedBy(unit) + " " + sign(unit);
    }

    private static Duration unit(Duration distance) {
        if (distance.compareTo(MINUTE) < 0) {
            return SECOND;
        }
        if (distance.compareTo(HOUR) < 0) {
            return MINUTE;
        }
        return distance.compareTo(DAY) < 0 ? HOUR : DAY;
    }

    private static String sign(Duration unit) {
        if (unit.equals(SECOND)) {
            return "s";
        }
        if (unit.equals(MINUTE)) {
            return "min";
        }
        return unit.equals(HOUR) ? "h" : "d";
    }
}
