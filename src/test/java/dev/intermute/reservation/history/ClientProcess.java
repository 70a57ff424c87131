package dev.intermute.reservation.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A client in a process of its own, until it is killed or a file says that all is over. Its arguments: the file with the
 * service's URL, that which ends it once it is there, that for its history, the project's number, and a seed.
 */
final class ClientProcess {
    private ClientProcess() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path url = Path.of(arguments[0]);
        Path over = Path.of(arguments[1]);
        int project = Integer.parseInt(arguments[3]);
        try (LeaseHistory.Pen pen = new LeaseHistory.Pen(Path.of(arguments[2]));
                Caller caller = new Caller(() -> read(url), pen)) {
            new RandomClient(
                            caller,
                            Inquest.project(project),
                            RandomClient.Temper.of(project),
                            new Random(Long.parseLong(arguments[4])))
                    .runUntil(() -> Files.exists(over));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
