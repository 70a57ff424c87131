package dev.intermute.cli;

import java.nio.file.Path;
import java.time.Duration;

import dev.intermute.client.IntermuteClient;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.RetryPolicy;

/**
 * One look at the health of a service behind a Unix socket, as {@link HealthProbe} has it for one on the network. By the SDK,
 * which the JDK needs for that.
 *
 * @param socket its file
 * @param patience how long all of it may take
 */
record SocketProbe(Path socket, Duration patience) {

    static SocketProbe of(Path socket) {
        return new SocketProbe(socket, HealthProbe.PATIENCE);
    }

    /** Asks once. Fails never: what goes wrong is a finding. */
    Finding ask() {
        try (IntermuteClient client = IntermuteClient.atSocket(socket)
                .timeout(patience)
                .retry(RetryPolicy.never())
                .open()) {
            client.health();
            return Finding.WELL;
        } catch (IntermuteException e) {
            return finding(e);
        }
    }

    private Finding finding(IntermuteException e) {
        return switch (e.code()) {
            case TIMEOUT -> Finding.silent(patience);
            case UNINTELLIGIBLE -> Finding.unwell("doesn't answer as it should: " + e.getMessage());
            default -> Finding.unwell((e.status() == 0 ? "can't be asked: " : "is not well: ") + e.getMessage());
        };
    }
}
