package dev.intermute.reservation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Ids;
import dev.intermute.http.Text;

/** Checks requests for reservations, by the rules that need no database. */
@ApplicationScoped
class DemandForm {
    /** How long a reservation lasts that says nothing, in minutes. */
    static final int DEFAULT_TTL_MINUTES = 30;
    /** The longest that one lasts, in minutes. */
    static final int MAX_TTL_MINUTES = 1440;
    /** The longest that a request waits, in seconds. */
    static final int MAX_WAIT_SECONDS = 60;

    private final ClaimReader claims;
    private final Ids ids;

    DemandForm(ClaimReader claims, Ids ids) {
        this.claims = claims;
        this.ids = ids;
    }

    /** The agent that a body names, under either of its names; {@code null} if none. */
    static String agent(ReserveRequest body) {
        return either("agent_id", body.agentId(), "agent", body.agent());
    }

    Demand check(Scope scope, ReserveRequest body) {
        String agent = agent(body);
        if (agent == null) {
            throw ApiException.invalid("agent_id", "Field agent_id must name the agent that reserves.");
        }
        Text.checkLength("reason", body.reason());
        return new Demand(
                scope.project(),
                scope.actFor(body.agentId() == null ? "agent" : "agent_id", agent),
                ttl(body.ttlMinutes()).orElse(Duration.ofMinutes(DEFAULT_TTL_MINUTES)),
                Optional.ofNullable(body.reason()),
                Optional.ofNullable(body.renewOnHeartbeat()),
                patience(body.waitSeconds()),
                new Comparison(ids.next(), claim(body)));
    }

    private Claim claim(ReserveRequest body) {
        List<ClaimReader.Written> written = new ArrayList<>();
        String first = either("path_pattern", body.pathPattern(), "path", body.path());
        if (first != null) {
            written.add(new ClaimReader.Written(body.pathPattern() == null ? "path" : "path_pattern", first));
        }
        if (body.globPatterns() != null) {
            body.globPatterns()
                    .forEach(pattern ->
                            written.add(new ClaimReader.Written("glob_patterns", pattern == null ? "" : pattern)));
        }
        if (written.isEmpty()) {
            throw ApiException.invalid("path_pattern", "Field path_pattern must say which paths to reserve.");
        }
        return claims.read(written, exclusive(body));
    }

    private static boolean exclusive(ReserveRequest body) {
        if (body.exclusive() != null && body.exclusive().equals(body.shared())) {
            throw ApiException.invalid("shared", "Field shared is the opposite of exclusive; send one of them.");
        }
        return body.exclusive() != null ? body.exclusive() : !Boolean.TRUE.equals(body.shared());
    }

    /**
     * How long a lease is to last.
     *
     * @param minutes what the request says, or {@code null}
     * @throws ApiException {@code invalid_request} below one minute
     */
    static Optional<Duration> ttl(Long minutes) {
        if (minutes == null) {
            return Optional.empty();
        }
        if (minutes < 1) {
            throw ApiException.invalid("ttl_minutes", "Field ttl_minutes must be 1 or more.");
        }
        return Optional.of(Duration.ofMinutes(Math.min(minutes, MAX_TTL_MINUTES)));
    }

    private static Duration patience(Long seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        if (seconds < 0 || seconds > MAX_WAIT_SECONDS) {
            throw ApiException.invalid(
                    "wait_seconds", "Field wait_seconds must be from 0 to " + MAX_WAIT_SECONDS + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    private static String either(String name, String value, String otherName, String other) {
        if (value != null && other != null && !value.equals(other)) {
            throw ApiException.invalid(
                    otherName, "Field " + otherName + " is another name for " + name + "; send one of them.");
        }
        return value == null ? other : value;
    }
}
