package dev.intermute.cli.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.intermute.client.AgentClient;
import dev.intermute.client.IntermuteClient;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.Registered;
import dev.intermute.client.RetryPolicy;

/** A service as a command finds it, and who acts. */
final class Connection implements AutoCloseable {
    /** A person waits: a service that is being started is found, one that is away is told soon. */
    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Chosen chosen;
    private final Path tree;
    private final Identities identities;
    private final IntermuteClient client;
    private final Closeable lock;

    private Connection(Chosen chosen, Path tree, Identities identities, Closeable lock) {
        this.chosen = chosen;
        this.tree = tree;
        this.identities = identities;
        this.client = client(chosen);
        this.lock = lock;
    }

    /**
     * Finds out which service, project and agent are meant. Nothing is sent yet.
     *
     * @throws IllegalArgumentException if a setting is wrong; the message says which and what to do
     * @throws IdentityFileException if what {@code register} kept can't be used
     */
    static Connection open(ServiceOptions options, Surroundings around) {
        return open(options, around, WorkingTree.of(around.folder()), identities(around), () -> {});
    }

    /**
     * As {@link #open}, with the working tree to itself among those that register there, until it is closed: so that the token of
     * whoever registers is never lost, because it can't be kept or because another is kept in its place.
     *
     * @throws IllegalArgumentException if a setting is wrong; the message says which and what to do
     * @throws IdentityFileException if a registration can't be kept
     * @throws BusyTreeException if another registers here for longer than 10 s
     */
    static Connection openToRegister(ServiceOptions options, Surroundings around) {
        Identities identities = identities(around);
        Path tree = WorkingTree.of(around.folder());
        Closeable lock = identities.lock(tree);
        try {
            return open(options, around, tree, identities, lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static Connection open(
            ServiceOptions options, Surroundings around, Path tree, Identities identities, Closeable lock) {
        Chosen chosen = new Settings(around.environment(), identities, tree).choose(options.given());
        return new Connection(chosen, tree, identities, lock);
    }

    private static IntermuteClient client(Chosen chosen) {
        IntermuteClient.Builder builder = chosen.url() instanceof Endpoint.UnixSocket unix
                ? IntermuteClient.atSocket(unix.path())
                : IntermuteClient.at(((Endpoint.Http) chosen.url()).url());
        builder = chosen.project().isEmpty()
                ? builder
                : builder.project(chosen.project().get());
        builder = chosen.apiKey().isEmpty()
                ? builder
                : builder.key(chosen.apiKey().get());
        return builder.retry(RETRY).open();
    }

    /** What a user has registered. */
    static Identities identities(Surroundings around) {
        return new Identities(state(around), PrivateFiles.ofProcess());
    }

    /** Our folder in the user's folder for state. */
    static Path state(Surroundings around) {
        return new StateFolder(around.environment(), around.home(), System.getProperty("os.name")).path();
    }

    IntermuteClient client() {
        return client;
    }

    /**
     * Who acts.
     *
     * @throws IllegalArgumentException if nobody is named and nobody has registered here
     */
    AgentClient agent() {
        Optional<Identity> self =
                chosen.identity().filter(identity -> chosen.agentToken().equals(Optional.of(identity.token())));
        if (self.isPresent()) {
            return client.agent(self.get().registered());
        }
        String agent = chosen.agent().orElseThrow(this::nobody);
        return client.agent(agent, chosen.agentToken().orElse(""));
    }

    private IllegalArgumentException nobody() {
        String project =
                chosen.project().map(name -> " as an agent of project " + name).orElse("");
        String option = chosen.project().map(name -> " --project " + name).orElse("");
        return new IllegalArgumentException(
                "nobody has registered in this working tree" + project + " with the service at " + chosen.url()
                        + "; run 'intermute register" + option + "', or say who acts with --agent");
    }

    /** The project, with every call made by who acts, where somebody does: a sign of life. */
    IntermuteClient asWhoeverActs() {
        return chosen.agent().isPresent() ? agent().project() : client;
    }

    /** Who acts, as an id or a name, where somebody does. */
    Optional<String> agentIfAny() {
        return chosen.agent();
    }

    /**
     * Who has registered here before, for one who registers again: the same agent, unless it wants another name.
     *
     * @param name the name that is wanted; nothing for any
     */
    Optional<Identity> known(Optional<String> name) {
        return chosen.identity()
                .filter(identity -> name.map(identity::isMeantBy).orElse(true));
    }

    /**
     * Keeps who an agent is, for the other commands in this tree: at once, and under the project that the service has chosen
     * where it was left to choose.
     *
     * @throws IdentityFileException if it can't be kept
     */
    Kept keep(AgentClient agent) {
        String project = chosen.project().orElse("");
        Kept kept = new Kept(identities.save(tree, identity(agent, project)), project);
        if (!project.isEmpty()) {
            return kept;
        }
        try {
            String chosenByService = agent.project().agents().get(agent.id()).project();
            Path file = identities.save(tree, identity(agent, chosenByService));
            identities.remove(tree, project);
            return new Kept(file, chosenByService);
        } catch (IntermuteException e) {
            return kept;
        }
    }

    private Identity identity(AgentClient agent, String project) {
        Registered registered = agent.registered();
        return new Identity(
                chosen.url(),
                chosen.apiKey(),
                project,
                registered.agentId(),
                registered.name(),
                requestedName(registered),
                registered.sessionId(),
                registered.token(),
                registered.cursor(),
                Instant.now());
    }

    /** Who comes back asks for the name that it has, and isn't told again that it had wanted another. */
    private String requestedName(Registered registered) {
        return chosen.identity()
                .filter(before -> before.name().equals(registered.name()))
                .map(Identity::requestedName)
                .orElse(registered.requestedName());
    }

    /**
     * What was kept.
     *
     * @param file where
     * @param project the agent's project; empty if the service chose it, and didn't say
     */
    record Kept(Path file, String project) {}

    @Override
    public void close() {
        client.close();
        release(lock);
    }

    private static void release(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The end of this process lets it go, which is near.
        }
    }
}
