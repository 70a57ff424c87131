package dev.intermute.cli.remote;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The service that {@code register} found, for a command that needs nothing else of a registration. */
public final class RegisteredService {
    private RegisteredService() {}

    /**
     * Where it is.
     *
     * @return empty where nobody has registered, where it is reached by a Unix socket, and where the registration can't be used:
     *     whoever only asks how a service does needs none
     */
    public static Optional<URI> url(Surroundings around) {
        try {
            Path tree = WorkingTree.of(around.folder());
            return Connection.identities(around)
                    .latest(tree)
                    .map(Identity::url)
                    .filter(Endpoint.Http.class::isInstance)
                    .map(url -> ((Endpoint.Http) url).url());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
