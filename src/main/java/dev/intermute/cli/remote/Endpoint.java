package dev.intermute.cli.remote;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.intermute.cli.ServiceAddress;

/** Where a service is. Two that are equal are the same service, however they were written; printed, it can be parsed again. */
public sealed interface Endpoint {
    /** Where a service listens that was told nothing else. */
    Endpoint DEFAULT = new Http(ServiceAddress.DEFAULT);

    /** What the help says of the option that names it. */
    String OPTION =
            "Where the service is, or unix:FILE for its Unix socket. Default: $$INTERMUTE_URL, else what serve would take"
                    + " from $$INTERMUTE_HOST and $$INTERMUTE_PORT, else where 'register' found it, else http://127.0.0.1:7338.";

    /** What names it in the environment. */
    String VARIABLE = "INTERMUTE_URL";

    /** An address of the network; a path is what stands before the service's own. */
    record Http(URI url) implements Endpoint {
        private static final String DEFAULT_PORT = ":80";

        /** Scheme and host are the same in any case, and port 80 is what goes without saying. */
        public Http {
            String authority = url.getRawAuthority().toLowerCase(Locale.ROOT).replaceFirst(":$", "");
            if (authority.endsWith(DEFAULT_PORT) && !insideBrackets(authority)) {
                authority = authority.substring(0, authority.length() - DEFAULT_PORT.length());
            }
            url = URI.create("http://" + authority + url.getRawPath());
        }

        private static boolean insideBrackets(String authority) {
            return authority.lastIndexOf(':') < authority.lastIndexOf(']');
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** A socket of this machine. */
    record UnixSocket(Path path) implements Endpoint {
        private static final String SCHEME = "unix:";

        /** Without {@code .} and {@code ..}. */
        public UnixSocket {
            path = path.normalize();
        }

        @Override
        public String toString() {
            return SCHEME + path;
        }
    }

    /**
     * What the environment says: INTERMUTE_URL, else where a service with the same INTERMUTE_HOST and INTERMUTE_PORT listens.
     * What is blank counts as not said.
     *
     * @return nothing if it says neither
     * @throws IllegalArgumentException if it says something that can't be; the message names the variable and what to do
     */
    static Optional<Endpoint> named(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(address -> !address.isBlank())
                .map(address -> parse("the environment variable " + VARIABLE, address))
                .or(() -> ServiceAddress.ofListener(environment).map(Http::new));
    }

    /**
     * An address as somebody writes it: {@code http://host:port}, or {@code unix:/path/to.sock}.
     *
     * @param where what is wrong when it is, in a message
     * @throws IllegalArgumentException if it is none; the message says what to do
     */
    static Endpoint parse(String where, String address) {
        String stripped = address.strip();
        return stripped.regionMatches(true, 0, UnixSocket.SCHEME, 0, UnixSocket.SCHEME.length())
                ? new UnixSocket(socket(where, stripped))
                : new Http(ServiceAddress.parse(where, stripped));
    }

    private static Path socket(String where, String address) {
        String path = address.substring(UnixSocket.SCHEME.length()).replaceFirst("^//(?=/)", "");
        try {
            Path socket = Path.of(path).normalize();
            // Two slashes would make the first folder a host.
            if (!path.startsWith("//") && socket.isAbsolute() && socket.getNameCount() > 0) {
                return socket;
            }
        } catch (InvalidPathException e) {
            // As one that isn't absolute.
        }
        throw new IllegalArgumentException(where
                + " must be like unix:/run/intermute.sock: the whole path of the socket that the service was given with --socket,"
                + " not '" + address + "'");
    }
}
