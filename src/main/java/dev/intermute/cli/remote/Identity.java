package dev.intermute.cli.remote;

import java.time.Instant;
import java.util.Optional;

import dev.intermute.client.Registered;

/**
 * What {@code register} has written down: an agent of a service, and what proves that we speak for it. A secret as a whole.
 *
 * @param url the service that gave it
 * @param apiKey what the service was shown, if anything
 * @param project the agent's project; empty if the service was left to choose
 * @param agentId the agent's id
 * @param name the name that it got
 * @param requestedName the name that was asked for, where it got another; else empty
 * @param sessionId its session
 * @param token the secret that proves who it is
 * @param cursor where it starts reading; not negative
 * @param registeredAt when this was written down
 */
record Identity(
        Endpoint url,
        Optional<String> apiKey,
        String project,
        String agentId,
        String name,
        String requestedName,
        String sessionId,
        String token,
        long cursor,
        Instant registeredAt) {

    /** Whether that is how somebody may call this agent. */
    boolean isCalled(String idOrName) {
        return idOrName.equals(agentId) || idOrName.equals(name);
    }

    /** Whether whoever registers under a name means this agent: it has the name, or got its own for having asked for that. */
    boolean isMeantBy(String wanted) {
        return wanted.equals(name) || !requestedName.isEmpty() && wanted.equals(requestedName);
    }

    /** As its registration said, but for what has changed since. */
    Registered registered() {
        return new Registered(agentId, sessionId, name, token, cursor, "");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "agent " + agentId + " of " + url;
    }
}
