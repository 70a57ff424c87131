package dev.intermute.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM while much is going on. */
class GracefulStopIT {
    private static final int ROUNDS = Integer.getInteger("stop.rounds", 1);
    private static final int CLIENTS = 64;
    private static final int GOING_AWAY = 1001;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** For a machine that has no time for a while. */
    private static final Map<String, String> PATIENT = Map.of("INTERMUTE_SHUTDOWN_GRACE", "120s");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdown();
    }

    @Test
    void a_stop_in_a_burst_answers_what_is_in_flight_and_loses_nothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf("stop: %s%n", stopInABurst());
        }
    }

    private Burst stopInABurst() throws Exception {
        Path folder = PackagedServer.freshFolder();
        Burst burst = new Burst();
        try (PackagedServer server = PackagedServer.start(folder)) {
            List<Future<?>> clients = new ArrayList<>();
            List<PushClient> sockets = List.of(
                    PushClient.toEvents(server.url(), "p").open(),
                    PushClient.toAgent(server.url(), "p", "bob").open());
            for (int i = 0; i < CLIENTS; i++) {
                String prefix = i + "-";
                PlainConnection connection = new PlainConnection(server.url());
                clients.add(threads.submit(() -> burst.send(connection, prefix)));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> burst.answered(200) > 20 * CLIENTS);

            burst.signalled = System.nanoTime();
            assertThat(server.terminate()).isZero();

            for (Future<?> client : clients) {
                client.get();
            }
            for (PushClient socket : sockets) {
                assertThat(socket.awaitEnd().code()).isEqualTo(GOING_AWAY);
            }
            burst.assertAnswered();
            assertStoredAsAnswered(folder, burst, sockets);
            assertThat(server.err()).doesNotContain("Exception", " WARN ", " ERROR ");
        }
        return burst;
    }

    @Test
    void a_request_of_which_half_has_come_when_the_stop_begins_is_answered() throws Exception {
        Path folder = PackagedServer.freshFolder();
        try (PackagedServer server = PackagedServer.start(folder, PATIENT, "--db", "test.db");
                PlainConnection connection = new PlainConnection(server.url());
                PlainConnection other = new PlainConnection(server.url())) {
            byte[] request = request(connection, "halves");
            connection.write(Arrays.copyOf(request, request.length - 10));
            other.post("/api/messages", message("before"));

            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(server::terminate, threads);
            Awaitility.await().atMost(PATIENCE).until(() -> isRefused(other));
            connection.write(Arrays.copyOfRange(request, request.length - 10, request.length));

            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(exit.join()).isZero();
            assertThat(ids(folder)).containsExactlyInAnyOrder("before", "halves");
        }
    }

    /** Whether the stop has begun. */
    private static boolean isRefused(PlainConnection connection) throws IOException {
        connection.write(request(connection, "before"));
        return connection.read().status() == 503;
    }

    private static byte[] request(PlainConnection connection, String id) {
        return connection.request("/api/messages", message(id));
    }

    private static String message(String id) {
        return "{\"project\":\"p\",\"id\":\"" + id + "\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"x\"}";
    }

    private static void assertStoredAsAnswered(Path folder, Burst burst, List<PushClient> sockets) throws SQLException {
        assertThat(folder.resolve("test.db")).exists();
        assertThat(folder.resolve("test.db-wal")).doesNotExist();
        assertThat(folder.resolve("test.db-shm")).doesNotExist();
        List<String> stored = ids(folder);
        assertThat(stored).containsExactlyInAnyOrderElementsOf(burst.ids(200));
        for (PushClient socket : sockets) {
            List<String> seen = socket.frames().stream()
                    .map(frame -> frame.path("message_id").asText())
                    .toList();
            assertThat(stored.subList(0, seen.size()))
                    .as("what came through a socket, up to where it goes on")
                    .isEqualTo(seen);
        }
    }

    /** In the order of the log. */
    private static List<String> ids(Path folder) throws SQLException {
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            assertThat(database.texts("pragma integrity_check")).containsExactly("ok");
            return database.texts("select id from messages order by seq");
        }
    }

    /** Many senders, and what became of each request. */
    private static final class Burst {
        /** Of a request whose answer never came. */
        private static final int CUT = 0;

        private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
        private volatile long signalled = Long.MAX_VALUE;

        /** @param at when its last byte had been handed to the kernel */
        private record Sent(String id, long at, int status, boolean retryAfter) {}

        /** One request after the other until the connection is gone. */
        Void send(PlainConnection connection, String prefix) throws IOException {
            try (connection) {
                for (int i = 0; ; i++) {
                    String id = prefix + i;
                    try {
                        connection.write(request(connection, id));
                    } catch (IOException gone) {
                        return null;
                    }
                    long at = System.nanoTime();
                    try {
                        PlainConnection.Reply reply = connection.read();
                        sent.add(new Sent(id, at, reply.status(), reply.retryAfter()));
                    } catch (IOException cut) {
                        sent.add(new Sent(id, at, CUT, false));
                        return null;
                    }
                }
            }
        }

        long answered(int status) {
            return sent.stream().filter(one -> one.status == status).count();
        }

        List<String> ids(int status) {
            return sent.stream()
                    .filter(one -> one.status == status)
                    .map(Sent::id)
                    .toList();
        }

        /** With success, or told to come again; only what was sent after the signal may find the connection cut. */
        void assertAnswered() {
            assertThat(sent).allSatisfy(one -> assertThat(one.status).isIn(200, 503, CUT));
            assertThat(sent)
                    .filteredOn(one -> one.status == CUT)
                    .as("cut off")
                    .allSatisfy(one -> assertThat(one.at).isGreaterThan(signalled));
            assertThat(sent).filteredOn(one -> one.status == 503).allMatch(Sent::retryAfter);
        }

        @Override
        public String toString() {
            return "%,d answered 200, all stored; %d answered 503, %d sent later and cut off; exit 0, sockets told 1001, no WAL"
                    .formatted(answered(200), answered(503), answered(CUT));
        }
    }
}
