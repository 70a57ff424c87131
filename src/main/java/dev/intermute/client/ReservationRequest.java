package dev.intermute.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to reserve. Patterns are relative paths with {@code * ? [a-z] {a,b} **} and {@code \} to quote; each covers what it matches
 * and everything below. Immutable: each method gives another.
 */
public final class ReservationRequest {
    private final Fields fields;
    private final Duration patience;

    private ReservationRequest(Fields fields, Duration patience) {
        this.fields = fields;
        this.patience = patience;
    }

    /** All of these or none, for nobody else to hold what overlaps. */
    public static ReservationRequest of(String pattern, String... further) {
        List<String> patterns = new ArrayList<>(List.of(pattern));
        patterns.addAll(List.of(further));
        return of(patterns);
    }

    /** The same, of a list; 50 at most. */
    public static ReservationRequest of(List<String> patterns) {
        return new ReservationRequest(Fields.of("glob_patterns", List.copyOf(patterns)), Duration.ZERO);
    }

    /** Others may hold what overlaps, if they share it, too. */
    public ReservationRequest shared() {
        return with("shared", true);
    }

    /** What for, for others to read. */
    public ReservationRequest reason(String text) {
        return with("reason", text);
    }

    /** How long it lasts, in minutes, begun ones whole: 1 to 1,440; the service's 30 without this. */
    public ReservationRequest lasting(Duration ttl) {
        return with("ttl_minutes", Wire.minutes(ttl));
    }

    /** Each sign of life of the agent gives it its full time again. */
    public ReservationRequest renewOnHeartbeat() {
        return with("renew_on_heartbeat", true);
    }

    /** How long to wait until it can be granted, in seconds, begun ones whole: up to 60. */
    public ReservationRequest waitUpTo(Duration longest) {
        return new ReservationRequest(fields.with("wait_seconds", Wire.seconds(longest)), longest);
    }

    Fields by(String agent) {
        return fields.with("agent", agent);
    }

    Duration patience() {
        return patience;
    }

    private ReservationRequest with(String name, Object value) {
        return new ReservationRequest(fields.with(name, value), patience);
    }
}
