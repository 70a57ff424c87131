package dev.intermute.cli.remote;

import java.net.URI;
import java.util.Optional;

/** The service that {@code register} found, for a command that needs nothing else of a registration. */
public final class RegisteredService {
    private RegisteredService() {}

    /**
     * Where it is.
     *
     * @return empty where nobody has registered, and where the registration can't be used: whoever only asks how a service does
     *     needs none
     * @throws IllegalArgumentException if it is reached by a Unix socket; the message says what to do
     */
    public static Optional<URI> url(Surroundings around) {
        Optional<Endpoint> endpoint = endpoint(around);
        if (endpoint.isPresent() && endpoint.get() instanceof Endpoint.Http http) {
            return Optional.of(http.url());
        }
        if (endpoint.isPresent()) {
            throw new IllegalArgumentException("the service that was registered with is reached by " + endpoint.get()
                    + "; its health is asked for over TCP: say where with --url");
        }
        return Optional.empty();
    }

    private static Optional<Endpoint> endpoint(Surroundings around) {
        try {
            return Connection.identities(around)
                    .latest(WorkingTree.of(around.folder()))
                    .map(Identity::url);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
