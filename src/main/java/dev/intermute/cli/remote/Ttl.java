package dev.intermute.cli.remote;

import java.time.Duration;

/** How long something lasts, as an option says it. */
final class Ttl {
    private static final int MAX_MINUTES = 1_440;

    private Ttl() {}

    static Duration of(RemoteCommand command, int minutes) {
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw command.usage("--ttl must be from 1 to " + MAX_MINUTES + " minutes, not " + minutes);
        }
        return Duration.ofMinutes(minutes);
    }
}
