package dev.intermute.cli.remote;

import java.util.Optional;

/**
 * What a command goes by.
 *
 * @param url where the service is
 * @param apiKey the key to show to it
 * @param project the project; nothing leaves it to the service, which takes the key's
 * @param agent the agent that speaks: an id, or a name if nothing tells the id
 * @param agentToken what proves it
 * @param identity the registration of that agent at that service, if there is one
 */
record Chosen(
        Endpoint url,
        Optional<String> apiKey,
        Optional<String> project,
        Optional<String> agent,
        Optional<String> agentToken,
        Optional<Identity> identity) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "agent " + agent + " of project " + project + " at " + url;
    }
}
