package dev.intermute.cli.remote;

import java.util.Optional;

/**
 * What the flags of a command say. What is blank counts as not given.
 *
 * @param url {@code --url}
 * @param apiKey {@code --api-key}
 * @param project {@code --project}
 * @param agent {@code --agent}: an id or a name
 * @param agentToken {@code --agent-token}
 */
record Given(
        Optional<String> url,
        Optional<String> apiKey,
        Optional<String> project,
        Optional<String> agent,
        Optional<String> agentToken) {

    /** No flag at all. */
    static Given nothing() {
        return new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "--url " + url + " --project " + project + " --agent " + agent;
    }
}
