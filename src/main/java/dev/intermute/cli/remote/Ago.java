package dev.intermute.cli.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A moment as people say it: by how long ago it was, or in how long it will be; what is further off by its date. */
final class Ago {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final Duration FAR = Duration.ofDays(7);

    private Ago() {}

    static String of(Instant moment, Instant now) {
        Duration since = Duration.between(moment, now);
        if (since.abs().compareTo(FAR) >= 0) {
            return DATE.format(moment);
        }
        if (since.abs().toSeconds() == 0) {
            return "now";
        }
        return since.isNegative() ? "in " + length(since.negated()) : length(since) + " ago";
    }

    private static String length(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toSeconds() + " s";
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min";
        }
        return length.toHours() < 24 ? length.toHours() + " h" : length.toDays() + " d";
    }
}
