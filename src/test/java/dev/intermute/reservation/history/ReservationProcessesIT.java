package dev.intermute.reservation.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes that use the service, of which some are killed, and so is the service: the check finds nothing. */
class ReservationProcessesIT {
    private static final long LINES = Integer.getInteger("intermute.history.lines", 2_000);
    /** Draws what each client does; they still race each other. */
    private static final long SEED = Long.getLong("intermute.history.seed", new Random().nextLong());

    private static final int CLIENTS = 6;
    private static final int KILLED = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + LINES / 20);

    private final Path folder = PackagedServer.freshFolder();
    private final Path url = folder.resolve("url");
    private final Path over = folder.resolve("over");
    private final Random random = new Random(SEED);
    private final List<Process> clients = new ArrayList<>();
    private String figures = "unfinished";
    private PackagedServer server;

    @AfterEach
    void end() {
        clients.forEach(Process::destroyForcibly);
        server.close();
        System.out.printf("processes: seed %d: %s%n", SEED, figures);
    }

    @Test
    void no_history_of_processes_breaks_a_promise_though_some_are_killed() throws Exception {
        start();
        for (int i = 0; i < CLIENTS; i++) {
            startClient(i);
        }
        awaitLines(LINES / 3);
        for (int i = 0; i < KILLED; i++) {
            clients.get(i).destroyForcibly();
            startClient(i);
        }
        awaitLines(LINES * 2 / 3);
        server.kill();
        start();
        awaitLines(LINES);
        Files.createFile(over);
        for (Process client : clients) {
            assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(clients.subList(KILLED, clients.size()))
                .extracting(Process::exitValue)
                .containsOnly(0);

        Inquest inquest = new Inquest(server, history());
        inquest.endAll();
        inquest.check();
        figures = inquest.figures() + "; " + KILLED + " clients killed, 1 kill";
        assertThat(inquest.violations()).isEmpty();
        assertThat(server.terminate()).isZero();
        assertThat(server.err()).doesNotContain("Exception");
    }

    private void start() throws IOException {
        server = PackagedServer.start(folder, Inquest.settings(), "--db", "test.db");
        Path fresh = Files.writeString(folder.resolve("url.new"), server.url());
        Files.move(fresh, url, StandardCopyOption.ATOMIC_MOVE);
    }

    /** In the projects of either temper. */
    private void startClient(int number) throws IOException {
        String history = "history-" + clients.size();
        clients.add(new ProcessBuilder(
                        PackagedProgram.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientProcess.class.getName(),
                        url.toString(),
                        over.toString(),
                        folder.resolve(history).toString(),
                        Integer.toString(number % 2 + 1),
                        Long.toString(random.nextLong()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve(history + ".err").toFile())
                .start());
    }

    private LeaseHistory history() {
        LeaseHistory history = new LeaseHistory();
        try (Stream<Path> files = histories()) {
            files.forEach(history::addAllOf);
        }
        return history;
    }

    private void awaitLines(long count) {
        Awaitility.await().atMost(PATIENCE).until(() -> lines() >= count);
    }

    private long lines() {
        try (Stream<Path> files = histories()) {
            return files.mapToLong(ReservationProcessesIT::lines).sum();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Path> histories() {
        try {
            return Files.list(folder)
                    .filter(file -> file.getFileName().toString().matches("history-\\d+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
