package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.intermute.cli.ServiceAddress;

/**
 * Which service, project and agent are meant: a flag beats the environment, which beats what {@code register} has kept. What it
 * kept is secret, and so goes nowhere but where it came from: the key and the agent's token are used for the same service, the same
 * project and the same agent alone.
 *
 * @param known the identity of this tree in that project at that service, if there is one
 * @param self the same, if that is the agent who acts, with the token that it was given
 */
record Chosen(
        Endpoint endpoint,
        Optional<String> apiKey,
        Optional<String> project,
        Optional<String> agent,
        Optional<String> agentToken,
        Optional<Identity> known,
        Optional<Identity> self) {
    /** That the environment says where the service is, as {@code serve} reads it. */
    private static final Set<String> PLACES = Set.of("INTERMUTE_HOST", "INTERMUTE_PORT");

    /**
     * Looks at all of them.
     *
     * @throws IllegalArgumentException if one is wrong; the message says which and what to do
     */
    static Chosen from(Given given, Surroundings around, Identities identities, WorkingTree tree) {
        Map<String, String> environment = around.environment();
        Optional<String> project = either(given.project(), environment, "INTERMUTE_PROJECT");
        Optional<Identity> kept = project.isPresent() ? identities.find(tree, project.get()) : identities.latest(tree);
        Endpoint endpoint = endpoint(given.url(), environment, kept, around.folder());
        Optional<Identity> known = kept.filter(identity -> identity.url().equals(endpoint.toString()));

        Optional<String> agent = either(given.agent(), environment, "INTERMUTE_AGENT");
        Optional<String> token = either(given.agentToken(), environment, "INTERMUTE_AGENT_TOKEN");
        Optional<Identity> self = known.filter(
                identity -> token.isEmpty() && agent.map(identity::isCalled).orElse(true));
        return new Chosen(
                endpoint,
                either(given.apiKey(), environment, "INTERMUTE_API_KEY").or(() -> known.flatMap(Identity::apiKey)),
                project.or(() -> known.map(Identity::project)),
                agent.or(() -> known.map(Identity::agentId)),
                token,
                known,
                self);
    }

    private static Endpoint endpoint(
            Optional<String> flag, Map<String, String> environment, Optional<Identity> kept, Path folder) {
        if (flag.isPresent()) {
            return Endpoint.parse("--url", flag.get(), folder);
        }
        Optional<String> variable = in(environment, "INTERMUTE_URL");
        if (variable.isPresent()) {
            return Endpoint.parse("the environment variable INTERMUTE_URL", variable.get(), folder);
        }
        boolean placed =
                PLACES.stream().anyMatch(place -> in(environment, place).isPresent());
        return kept.filter(identity -> !placed)
                .map(identity -> Endpoint.parse("the url that register has kept", identity.url(), folder))
                .orElseGet(() -> new Endpoint.Http(ServiceAddress.of(environment)));
    }

    private static Optional<String> either(Optional<String> flag, Map<String, String> environment, String variable) {
        return flag.filter(text -> !text.isBlank()).map(String::strip).or(() -> in(environment, variable));
    }

    private static Optional<String> in(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(String::strip);
    }
}
