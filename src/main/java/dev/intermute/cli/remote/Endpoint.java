package dev.intermute.cli.remote;

import java.net.URI;
import java.nio.file.Path;

import dev.intermute.cli.ServiceAddress;

/** Where a service is. */
sealed interface Endpoint {
    /** How one of a Unix socket is written. */
    String UNIX = "unix:";

    /** One that is spoken to over TCP. */
    record Http(URI url) implements Endpoint {
        @Override
        public String toString() {
            return url.toString();
        }
    }

    /** One on this machine that listens on a Unix socket. */
    record UnixSocket(Path file) implements Endpoint {
        @Override
        public String toString() {
            return UNIX + file;
        }
    }

    /**
     * What somebody wrote.
     *
     * @param where what is wrong when it is, in a message
     * @param folder what a relative file is relative to
     * @throws IllegalArgumentException if it is none
     */
    static Endpoint parse(String where, String text, Path folder) {
        String stripped = text.strip();
        if (!stripped.startsWith(UNIX)) {
            return new Http(ServiceAddress.parse(where, stripped));
        }
        String file = stripped.substring(UNIX.length()).replaceFirst("^//(?=/)", "");
        if (file.isBlank()) {
            throw new IllegalArgumentException(where + " must name a socket's file, such as unix:/run/intermute.sock");
        }
        return new UnixSocket(folder.resolve(file).normalize());
    }
}
