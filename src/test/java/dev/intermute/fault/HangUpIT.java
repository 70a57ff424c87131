package dev.intermute.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.StoreHealth;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that misbehave by the thousand, beside one that does not: no fault of the store's, hence nobody else's trouble. */
class HangUpIT {
    private static final int CLIENTS = Integer.getInteger("hangup.clients", 2_000);
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** What a service has open more or less without any of them: connections to the database, for one. */
    private static final int FEW = 40;

    private final Path folder = PackagedServer.freshFolder();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();
    private PackagedServer server;
    private String url;
    private Client client;

    @BeforeEach
    void start() {
        server = PackagedServer.start(folder);
        url = server.url();
        client = server.client();
        client.post("/api/agents", Map.of("project", "p", "name", "bob"));
    }

    @AfterEach
    void stop() {
        over.set(true);
        threads.shutdown();
        server.close();
    }

    /** How much of its request such a client sends. */
    private enum Part {
        SOME_HEADERS(request -> 40),
        HEADERS(request -> new String(request, StandardCharsets.US_ASCII).indexOf("\r\n\r\n") + 4),
        HALF_A_BODY(request -> request.length - 20),
        ALL(request -> request.length);

        private final ToIntFunction<byte[]> length;

        Part(ToIntFunction<byte[]> length) {
            this.length = length;
        }

        byte[] of(byte[] request) {
            return Arrays.copyOf(request, length.applyAsInt(request));
        }
    }

    @Test
    void clients_that_hang_up_are_no_storage_faults_and_leave_nothing_behind() throws Exception {
        client.post("/api/agents", Map.of("project", "p", "name", "ann"));
        client.post("/api/reservations", Map.of("project", "p", "agent", "bob", "path", "src"));
        onAllThreads(200, this::sendOne);
        long filesBefore = server.usage().openFiles();
        long threadsBefore = server.usage().threads();

        onAllThreads(CLIENTS, number -> {
            hangUp(number);
            if (number % 10 == 0) {
                sendOne(CLIENTS + number);
            }
        });

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server.usage().openFiles()).as("open files").isLessThan(filesBefore + FEW);
            assertThat(server.usage().threads()).as("threads").isLessThan(threadsBefore + FEW);
            assertThat(server.metric("intermute_reservations_waiting", "")).isZero();
        });
        int sent = 200 + CLIENTS / 10;
        long stored = assertNobodyElseNoticed();
        System.out.printf(
                "hang-up: %,d clients hung up in the middle or before the answer, and %,d of their sends were stored; "
                        + "%,d sends beside them, all 200; files open %d, then %d%n",
                CLIENTS, stored - sent, sent, filesBefore, server.usage().openFiles());
        assertThat(stored - sent)
                .as("what was sent whole is done, whoever listens")
                .isPositive();
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            Wholeness.check(database);
            assertThat(database.number("select count(*) from reservations"))
                    .as("who hung up while it waited has no lease")
                    .isEqualTo(1);
        }
        assertStopsAtOnce();
    }

    private void hangUp(int number) throws IOException {
        Part part = Part.values()[number % Part.values().length];
        int turn = number / Part.values().length;
        PlainConnection connection = new PlainConnection(url);
        connection.write(part.of(wish(connection, number, turn / 2 % 3)));
        if (turn % 2 == 0) {
            connection.reset();
        } else {
            connection.close();
        }
    }

    /** Mail, a lease that somebody else has, or a socket. */
    private byte[] wish(PlainConnection connection, int number, int kind) {
        return switch (kind) {
            case 0 -> connection.request("/api/messages", message("gone-" + number));
            case 1 ->
                connection.request(
                        "/api/reservations",
                        "{\"project\":\"p\",\"agent\":\"ann\",\"path\":\"src/a\",\"wait_seconds\":60}");
            default -> WebSocketHandshake.to(url, "/ws/events?project=p").bytes();
        };
    }

    @Test
    void answers_that_refuse_are_no_storage_faults_however_many() throws Exception {
        String token = client.post("/api/agents", Map.of("project", "p", "name", "ann"))
                .text("token");
        client.post(
                "/api/messages",
                Map.of("project", "p", "id", "taken", "from", "bob", "to", List.of("bob"), "body", "x"));
        List<Refusal> refusals = List.of(
                new Refusal(400, "/api/messages", "{\"project\":\"p\""),
                new Refusal(400, "/api/messages", "{\"project\":\"p\",\"from\":\"ann\",\"body\":\"x\"}"),
                new Refusal(404, "/api/messages/nowhere/ack?project=p&agent=bob", "{}"),
                new Refusal(404, "/api/messages/taken/read?project=p&agent=ann", "{}"),
                new Refusal(404, "/api/agents/nobody/heartbeat?project=p", "{}"),
                new Refusal(409, "/api/messages", message("taken")));
        Future<Integer> wellBehaved = threads.submit(this::sendUntilOver);

        int each = CLIENTS / 6;
        onAllThreads(THREADS, number -> {
            try (PlainConnection connection = new PlainConnection(url)) {
                for (int i = 0; i < each * refusals.size() / THREADS; i++) {
                    refusals.get(i % refusals.size()).provoke(connection);
                }
            }
        });
        for (int i = 0; i < each; i++) {
            assertThat(client.post(
                                    "/api/messages/taken/read",
                                    Map.of("project", "p", "agent", "bob"),
                                    Map.of("X-Agent-ID", "bob", "X-Agent-Token", token))
                            .status())
                    .isEqualTo(403);
        }

        over.set(true);
        int sent = wellBehaved.get();
        assertThat(sent).isPositive();
        assertThat(assertNobodyElseNoticed()).isEqualTo(sent + 1);
        System.out.printf(
                "refusals: %,d answers 400, 403, 404 and 409; %,d sends beside them, all 200%n", CLIENTS, sent);
        assertStopsAtOnce();
    }

    /** A request that is refused. */
    private record Refusal(int status, String path, String body) {
        void provoke(PlainConnection connection) throws IOException {
            connection.write(connection.request(path, body));
            assertThat(connection.read().status()).as("%s %s", path, body).isEqualTo(status);
        }
    }

    private static String message(String id) {
        return "{\"project\":\"p\",\"id\":\"" + id + "\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"hello\"}";
    }

    private void sendOne(int number) throws IOException {
        try (PlainConnection connection = new PlainConnection(url)) {
            connection.post("/api/messages", message("good-" + number));
        }
    }

    /** Each send must be answered with 200. */
    private int sendUntilOver() throws IOException {
        try (PlainConnection connection = new PlainConnection(url)) {
            int sent = 0;
            while (!over.get()) {
                connection.post("/api/messages", message("good-" + sent));
                sent++;
            }
            return sent;
        }
    }

    /** @return how many messages are stored */
    private long assertNobodyElseNoticed() throws Exception {
        assertThat(client.post("/api/messages", Map.of("project", "q", "from", "a", "to", List.of("b"), "body", "x"))
                        .status())
                .isEqualTo(200);
        assertThat(StoreHealth.of(client)).isEqualTo(new StoreHealth(200, "closed", "ok"));
        assertThat(server.metric("ft_circuitbreaker_calls_total", "circuitBreakerResult=\"success\""))
                .as("batches")
                .isPositive();
        assertThat(server.metric("ft_circuitbreaker_calls_total", "circuitBreakerResult=\"failure\""))
                .as("batches that failed")
                .isZero();
        assertThat(server.metric("ft_retry_retries_total", "")).isZero();
        assertThat(server.err()).doesNotContain("\tat ", "Exception", " WARN ", " ERROR ", "circuit");
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            return database.number("select count(*) from messages where project = 'p'");
        }
    }

    /** No request is still counted as one in flight: the stop waits for none. */
    private void assertStopsAtOnce() {
        assertThat(server.terminate()).isZero();
        assertThat(server.err()).doesNotContain("in flight", "Exception", " WARN ", " ERROR ");
        assertThat(folder.resolve("test.db-wal")).doesNotExist();
    }

    private void onAllThreads(int count, Step step) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        step.run(number);
                    }
                    return null;
                }))
                .toList();
        for (Future<?> one : running) {
            one.get();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(int number) throws IOException;
    }
}
