package dev.intermute.cli.remote;

import java.time.Instant;
import java.util.Optional;

import dev.intermute.client.Registered;

/**
 * Who somebody is in a working tree: what {@code register} keeps for the other commands.
 *
 * @param url where the service is, as {@link Endpoint} prints it
 * @param apiKey the key that was used, if one was
 * @param project the agent's project
 * @param token the secret that proves who it is
 * @param registeredAt when this was last written
 */
record Identity(
        String url,
        Optional<String> apiKey,
        String project,
        String agentId,
        String name,
        String sessionId,
        String token,
        Instant registeredAt) {

    /** Whether somebody means this agent. */
    boolean isCalled(String agent) {
        return agent.equals(agentId) || agent.equals(name);
    }

    /** As its registration said, but for what has changed since. */
    Registered registered() {
        return new Registered(agentId, sessionId, name, token, 0, "");
    }

    /** Nothing secret is in it. */
    @Override
    public String toString() {
        return name + " (" + agentId + ") of " + project + " at " + url;
    }
}
