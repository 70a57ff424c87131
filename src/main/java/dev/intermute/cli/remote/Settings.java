package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what a command goes by: a flag beats the environment, which beats what {@code register} has written down. What is blank
 * counts as not given.
 *
 * <p>The address is, in this order, that of {@code --url}, INTERMUTE_URL, INTERMUTE_HOST with INTERMUTE_PORT, the registration,
 * and what a service listens on that was told nothing. A registration hence beats the mere default, yet no variable; that of
 * another project does as well, for the address alone.
 *
 * <p>The registration is the one of the project that a flag or a variable names, else the latest of the working tree. Its key,
 * its agent and its token go to no other service than the one that gave them, and its token for no other agent.
 */
final class Settings {
    private final Map<String, String> environment;
    private final Identities identities;
    private final Path tree;

    /** @param tree as {@link WorkingTree} has it */
    Settings(Map<String, String> environment, Identities identities, Path tree) {
        this.environment = environment;
        this.identities = identities;
        this.tree = tree;
    }

    /**
     * Chooses.
     *
     * @throws IllegalArgumentException if something that counts is none of its kind; the message names the flag, the variable or
     *     the file, and says what to do
     */
    Chosen choose(Given given) {
        Optional<String> namedProject = text(given.project()).or(() -> variable("INTERMUTE_PROJECT"));
        Optional<Endpoint> namedUrl =
                text(given.url()).map(url -> Endpoint.parse("--url", url)).or(() -> Endpoint.named(environment));
        Optional<Identity> registered =
                namedProject.map(name -> identities.find(tree, name)).orElseGet(() -> identities.latest(tree));
        // In a project where nobody has registered here it is still the same service that is meant.
        Endpoint url = namedUrl.or(
                        () -> registered.or(() -> identities.latest(tree)).map(Identity::url))
                .orElse(Endpoint.DEFAULT);
        // The project is the registration's in any case: one that is named chose it.
        Optional<String> project =
                namedProject.or(() -> registered.map(Identity::project).filter(Settings::isText));

        Optional<Identity> usable = registered.filter(identity -> identity.url().equals(url));
        Optional<String> namedAgent = text(given.agent()).or(() -> variable("INTERMUTE_AGENT"));
        Optional<Identity> speaking =
                usable.filter(identity -> namedAgent.map(identity::isCalled).orElse(true));
        return new Chosen(
                url,
                text(given.apiKey()).or(() -> variable("INTERMUTE_API_KEY")).or(() -> usable.flatMap(Identity::apiKey)),
                project,
                speaking.map(Identity::agentId).or(() -> namedAgent),
                text(given.agentToken())
                        .or(() -> variable("INTERMUTE_AGENT_TOKEN"))
                        .or(() -> speaking.map(Identity::token)),
                speaking);
    }

    private Optional<String> variable(String name) {
        return text(Optional.ofNullable(environment.get(name)));
    }

    private static Optional<String> text(Optional<String> given) {
        return given.map(String::strip).filter(Settings::isText);
    }

    private static boolean isText(String text) {
        return !text.isBlank();
    }
}
