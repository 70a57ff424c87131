package dev.intermute.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PlainConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients that send more behind a request before it is answered. */
class PipeliningIT {
    private static final int WAIT_SECONDS = 60;
    /** Less than the time of one that stays in line until its time is up. */
    private static final Duration PATIENCE = Duration.ofSeconds(WAIT_SECONDS * 3 / 4);

    private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    /** More than the service takes in behind a request. */
    private static final int LARGE = 900_000;

    private static PackagedServer server;
    private static String url;
    /** Well-behaved. All that isn't under test goes through it, so that the number of connections tells something. */
    private static PlainConnection own;

    private final String project = "p" + System.nanoTime();
    private String held;

    @BeforeAll
    static void start() throws IOException {
        server = PackagedServer.start(PackagedServer.freshFolder());
        url = server.url();
        own = new PlainConnection(url);
    }

    @BeforeEach
    void reserve() throws IOException {
        for (String name : List.of("ann", "bob", "cid")) {
            own.post("/api/agents", "{\"project\":\"%s\",\"name\":\"%s\"}".formatted(project, name));
        }
        own.write(own.request(
                "/api/reservations", "{\"project\":\"%s\",\"agent\":\"bob\",\"path\":\"src\"}".formatted(project)));
        held = own.read().body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
    }

    /** Nobody is counted as there who isn't. */
    @AfterEach
    void awaitThatAllHaveGone() {
        awaitMetric("http_server_active_requests", 1);
        awaitMetric("http_server_active_connections", 1);
    }

    @AfterAll
    static void stop() throws Exception {
        own.close();
        try (PackagedServer stopping = server) {
            assertThat(stopping.terminate()).isZero();
            assertThat(stopping.err()).doesNotContain("in flight", "\tat ", "Exception", " WARN ", " ERROR ");
        }
    }

    /** What a client that hangs up has sent behind its request. */
    private enum Behind {
        WHOLE_REQUESTS(HEALTH.repeat(50)),
        HALF_A_HEAD("POST /api/reservations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-"),
        HALF_A_BODY("POST /api/reservations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nabc"),
        GARBAGE("\u0000\u0001garbage\r\n\r\n"),
        TOO_LARGE_A_HEAD("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"),
        LARGE_A_BODY(
                "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + LARGE + "\r\n\r\n"
                        + "a".repeat(LARGE),
                true),
        VERY_MANY_REQUESTS(HEALTH.repeat(20_000), true);

        private final byte[] bytes;
        private final boolean isMoreThanIsTakenIn;

        Behind(String text) {
            this(text, false);
        }

        Behind(String text, boolean isMoreThanIsTakenIn) {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
            this.isMoreThanIsTakenIn = isMoreThanIsTakenIn;
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_hangs_up_leaves_the_line_whatever_is_behind_its_request(Behind behind) throws IOException {
        PlainConnection later = new PlainConnection(url);
        later.write(waiting(later, "ann", "src/a"));
        awaitMetric("intermute_reservations_waiting", 1);
        CompletableFuture<Void> rest = send(later, behind.bytes);
        PlainConnection together = new PlainConnection(url);
        CompletableFuture<Void> all = send(together, join(waiting(together, "cid", "src/c"), behind.bytes));
        if (!behind.isMoreThanIsTakenIn) {
            awaitMetric("intermute_reservations_waiting", 2);
            rest.join();
            all.join();
        }

        later.close();
        together.close();

        awaitMetric("intermute_reservations_waiting", 0);
        own.write(own.request("DELETE /api/reservations/" + held + "?project=" + project + "&agent=bob"));
        assertThat(own.read().status()).isEqualTo(200);
        own.write(own.request("GET /api/reservations?project=" + project));
        assertThat(own.read().body()).contains("\"reservations\":[]");
    }

    @Test
    void requests_behind_one_that_waits_are_answered_after_it() throws IOException {
        try (PlainConnection ann = new PlainConnection(url)) {
            ann.write(join(waiting(ann, "ann", "src/a"), HEALTH.repeat(50).getBytes(StandardCharsets.US_ASCII)));
            awaitMetric("intermute_reservations_waiting", 1);

            own.write(own.request("DELETE /api/reservations/" + held + "?project=" + project + "&agent=bob"));

            assertThat(own.read().status()).isEqualTo(200);
            assertThat(ann.read().status()).isEqualTo(201);
            for (int i = 0; i < 50; i++) {
                assertThat(ann.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void who_sends_more_than_is_taken_in_behind_a_request_that_waits_is_refused_early_and_loses_nothing()
            throws IOException {
        try (PlainConnection ann = new PlainConnection(url)) {
            ann.write(waiting(ann, "ann", "src/a"));
            awaitMetric("intermute_reservations_waiting", 1);
            CompletableFuture<Void> rest = send(ann, ann.request("/api/messages", message("large", LARGE)));
            awaitMetric("intermute_reservations_waiting", 0);

            PlainConnection.Reply refused = ann.read();

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("reservation_conflict", "\"held_by\":\"bob\"");
            assertThat(ann.read().status()).isEqualTo(200);
            rest.join();
        }
    }

    @Test
    void pipelined_requests_are_answered_in_their_order_however_large() throws IOException {
        try (PlainConnection ann = new PlainConnection(url)) {
            ByteArrayOutputStream requests = new ByteArrayOutputStream();
            for (int i = 0; i < 500; i++) {
                requests.write(ann.request("/api/messages", message("m" + i, i % 100 == 50 ? LARGE : 10)));
            }
            CompletableFuture<Void> all = send(ann, requests.toByteArray());

            for (int i = 0; i < 500; i++) {
                PlainConnection.Reply reply = ann.read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).contains("\"m" + i + "\"");
            }
            all.join();
        }
    }

    @Test
    void the_last_request_of_a_connection_is_the_last_and_no_other() throws IOException {
        for (String last : List.of(
                "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")) {
            try (PlainConnection ann = new PlainConnection(url)) {
                ann.write((HEALTH + last + HEALTH).getBytes(StandardCharsets.US_ASCII));

                assertThat(ann.read().status()).isEqualTo(200);
                assertThat(ann.read().status()).isEqualTo(200);
                assertThatThrownBy(ann::read).hasMessageContaining("closed");
            }
        }
        try (PlainConnection ann = new PlainConnection(url)) {
            ann.write("GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n"
                    .repeat(3)
                    .getBytes(StandardCharsets.US_ASCII));

            for (int i = 0; i < 3; i++) {
                assertThat(ann.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_body_that_is_asked_for_and_an_upgrade_have_their_turn_too() throws IOException {
        String body = message("asked", 10);
        String expecting = "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n";
        String upgrade = "GET /ws/events?project=" + project + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        try (PlainConnection ann = new PlainConnection(url)) {
            ann.write((HEALTH + expecting).getBytes(StandardCharsets.US_ASCII));
            assertThat(ann.read().status()).isEqualTo(200);
            assertThat(ann.read().status()).isEqualTo(100);
            ann.write((body + HEALTH + upgrade).getBytes(StandardCharsets.US_ASCII));

            PlainConnection.Reply answer = ann.read();
            while (answer.status() == 100) {
                // A client has to bear more than one of them (RFC 9110, section 15.2).
                answer = ann.read();
            }
            assertThat(answer.body()).contains("\"asked\"");
            assertThat(ann.read().status()).isEqualTo(200);
            assertThat(ann.read().status()).isEqualTo(101);
        }
    }

    private byte[] waiting(PlainConnection connection, String agent, String pattern) {
        return connection.request(
                "/api/reservations",
                "{\"project\":\"%s\",\"agent\":\"%s\",\"path\":\"%s\",\"wait_seconds\":%d}"
                        .formatted(project, agent, pattern, WAIT_SECONDS));
    }

    private String message(String id, int length) {
        return "{\"project\":\"%s\",\"id\":\"%s\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"%s\"}"
                .formatted(project, id, "a".repeat(length));
    }

    private static byte[] join(byte[] one, byte[] two) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write(two);
        return both.toByteArray();
    }

    /** Sends what may be more than the network holds, up to the end of the connection. */
    private static CompletableFuture<Void> send(PlainConnection connection, byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                connection.write(bytes);
            } catch (IOException closed) {
                // Its client hung up in the middle of it.
            }
        });
    }

    private static void awaitMetric(String name, double value) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metric(name)).as(name).isEqualTo(value));
    }

    private static double metric(String name) throws IOException {
        own.write(own.request("GET /q/metrics"));
        return own.read()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
