package dev.intermute.reservation.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads that reserve, wait, renew, release, hang up and crash, while the service is killed: the check finds nothing. */
class ReservationHistoryIT {
    private static final int OPERATIONS = Integer.getInteger("intermute.history.operations", 10_000);
    /** Draws what each client does; they still race each other. */
    private static final long SEED = Long.getLong("intermute.history.seed", new Random().nextLong());

    private static final int KILLS = 2;
    private static final int CLIENTS = 36;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + OPERATIONS / 20);

    private final Path folder = PackagedServer.freshFolder();
    private final LeaseHistory history = new LeaseHistory();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();
    private String figures = "unfinished";
    private PackagedServer server;
    private volatile String url;
    private volatile boolean over;

    @AfterEach
    void end() {
        over = true;
        threads.shutdown();
        server.close();
        System.out.printf("history: seed %d: %s%n", SEED, figures);
    }

    @Test
    void no_history_of_concurrent_clients_breaks_a_promise() throws Exception {
        start();
        startClients();
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitOperations(OPERATIONS / (KILLS + 1) * kill);
            server.kill();
            start();
        }
        awaitOperations(OPERATIONS);
        over = true;
        for (Future<?> client : clients) {
            client.get();
        }

        Inquest inquest = new Inquest(server, history);
        inquest.endAll();
        inquest.check();
        figures = inquest.figures() + "; " + KILLS + " kills";
        assertThat(inquest.violations()).isEmpty();
        inquest.assertThatMuchWasSeen();
        assertThat(server.terminate()).isZero();
        assertThat(server.err()).doesNotContain("Exception");
    }

    private void start() {
        server = PackagedServer.start(folder, Inquest.settings(), "--db", "test.db");
        url = server.url();
    }

    private void startClients() {
        Random seeds = new Random(SEED);
        for (int i = 0; i < CLIENTS; i++) {
            int project = i % Inquest.PROJECTS;
            Random random = new Random(seeds.nextLong());
            clients.add(threads.submit(() -> {
                try (Caller caller = new Caller(() -> url, history::add)) {
                    new RandomClient(caller, Inquest.project(project), RandomClient.Temper.of(project), random)
                            .runUntil(() -> over);
                }
            }));
        }
    }

    /** A client that has ended by then has failed. */
    private void awaitOperations(int count) throws Exception {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> history.size() >= count || clients.stream().anyMatch(Future::isDone));
        for (Future<?> client : clients) {
            if (client.isDone()) {
                client.get();
            }
        }
    }
}
