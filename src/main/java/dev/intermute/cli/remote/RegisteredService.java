package dev.intermute.cli.remote;

import java.util.Optional;

/** The service that {@code register} found, for a command that needs nothing else of a registration. */
public final class RegisteredService {
    private RegisteredService() {}

    /**
     * Where it is.
     *
     * @return empty where nobody has registered, and where the registration can't be used: whoever only asks how a service does
     *     needs none
     */
    public static Optional<Endpoint> of(Surroundings around) {
        try {
            return Connection.identities(around)
                    .latest(WorkingTree.of(around.folder()))
                    .map(Identity::url);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
