package dev.intermute.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.ScriptedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** When calls are made again, and what becomes of those that fail. */
@Timeout(60)
class TransportTest {
    private static final Call READ = Call.get("/api/agents");
    private static final Call ONCE = Call.once("POST", "/api/agents").with(Map.of("name", "ada"));
    private static final String LOST =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{";

    private final ScriptedServer server = new ScriptedServer();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"503, overloaded", "503, storage_unavailable"})
    void what_the_service_has_surely_not_done_is_asked_again_whatever_it_is(int status, String code) {
        server.thenError(status, code).then(200, "{}").thenError(status, code).then(200, "{}");

        transport(url()).send(READ);
        transport(url()).send(ONCE);

        assertThat(server.requests())
                .extracting(ScriptedServer.Request::route)
                .containsExactly("GET /api/agents", "GET /api/agents", "POST /api/agents", "POST /api/agents");
        assertThat(server.requests().get(3).body()).isEqualTo("{\"name\":\"ada\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "401, unauthorized",
        "404, agent_not_found",
        "409, reservation_conflict",
        "422, reservation_limit",
        "500, internal_error",
        "503, a_code_of_tomorrow"
    })
    void what_would_fail_again_is_not_asked_again(int status, String code) {
        server.thenError(status, code);

        IntermuteException failure = failureOf(() -> transport(url()).send(READ));

        assertThat(failure.wireCode()).isEqualTo(code);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure).hasMessage("Do something else.");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void attempts_end_and_pauses_grow() {
        for (int i = 0; i < 6; i++) {
            server.thenError(503, "overloaded");
        }

        IntermuteException failure = failureOf(() -> transport(url()).send(READ));

        assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(server.requests()).hasSize(6);
        assertThat(pauses).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofMillis(100L << i), Duration.ofMillis(200L << i));
        }
    }

    @Test
    void the_service_says_how_long_to_wait() {
        server.thenError(503, "overloaded", "Retry-After: 2").then(200, "{}");

        transport(url()).send(READ);

        assertThat(pauses)
                .singleElement()
                .satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100)));
    }

    @Test
    void a_proxy_may_say_it_as_a_date() {
        String past = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).minusDays(1));
        String future = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));
        server.then(503, "<html>", "Retry-After: " + past).then(503, "<html>", "Retry-After: " + future);

        IntermuteException failure = failureOf(() -> transport(url()).send(READ));

        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(failure.status()).isEqualTo(503);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void a_wait_that_is_too_long_is_the_callers_to_decide() {
        server.thenError(503, "storage_unavailable", "Retry-After: 6");

        IntermuteException failure = failureOf(() -> transport(url()).send(READ));

        assertThat(failure.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(6)));
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void a_proxy_before_a_service_that_is_away_is_a_connection_that_is_lost(int status) {
        server.then(status, "<html>Bad Gateway</html>").then(200, "{}").then(status, "");

        transport(url()).send(READ);

        assertThat(failureOf(() -> transport(url()).send(ONCE)).code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Ty", LOST})
    void a_connection_that_is_cut_is_asked_again_only_what_may_arrive_twice(String part) {
        server.thenBytes(part).then(200, "{}").thenBytes(part);

        transport(url()).send(READ);
        assertThat(server.requests()).hasSize(2);

        assertThat(failureOf(() -> transport(url()).send(ONCE)).code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Ty", LOST})
    void an_answer_that_never_ends_is_given_up(String part) {
        server.thenHolds(part);
        Transport transport = transport(url(), Duration.ofMillis(300), RetryPolicy.never());

        assertThat(failureOf(() -> transport.send(READ)).code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void what_waits_by_its_nature_is_given_its_time() {
        Transport transport = transport(url(), Duration.ofMillis(100), RetryPolicy.never());
        server.thenHolds("");

        long start = System.nanoTime();
        failureOf(() -> transport.send(READ.taking(Duration.ofMillis(400))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void where_nobody_listens_everything_is_tried_again() throws IOException {
        URI closed = closedPort();

        IntermuteException failure = failureOf(() -> transport(closed).send(ONCE));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(failure.status()).isZero();
        assertThat(pauses).hasSize(5);
    }

    @Test
    void a_host_that_nobody_knows_is_unreachable() {
        Transport transport =
                transport(URI.create("http://no-such-host.invalid:1"), Duration.ofSeconds(20), RetryPolicy.never());

        assertThat(failureOf(() -> transport.send(READ)).code()).isEqualTo(ErrorCode.UNREACHABLE);
    }

    @Test
    void an_interrupted_thread_learns_it_and_keeps_its_flag() {
        server.thenHolds("");

        Thread.currentThread().interrupt();
        IntermuteException failure = failureOf(() -> transport(url()).send(READ));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERRUPTED);
    }

    @Test
    void an_interrupted_pause_ends_the_call() {
        server.thenError(503, "overloaded");
        Transport transport = new Transport(
                HttpClient.newHttpClient(),
                url(),
                Map.of(),
                Duration.ofSeconds(10),
                RetryPolicy.standard(),
                duration -> {
                    throw new InterruptedException();
                });

        assertThat(failureOf(() -> transport.send(READ)).code()).isEqualTo(ErrorCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_release_whose_answer_was_lost_is_a_release() {
        server.thenCuts().thenError(404, "reservation_not_found").then(200, """
                {"id":"r1","agent_id":"a1","patterns":["src"],"created_at":"2026-11-27T00:00:00Z",
                 "expires_at":"2026-11-27T00:30:00Z","released_at":"2026-11-27T00:00:01Z","is_active":false}""");

        Reservation released = client().agent("ada", "").release("r1");

        assertThat(released.active()).isFalse();
        assertThat(released.releasedAt()).isPresent();
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::route)
                .containsExactly(
                        "DELETE /api/reservations/r1", "DELETE /api/reservations/r1", "GET /api/reservations/r1");
    }

    @Test
    void a_release_of_what_was_not_there_is_none() {
        server.thenError(503, "overloaded").thenError(404, "reservation_not_found");

        IntermuteException failure = failureOf(() -> client().agent("ada", "").release("r1"));

        assertThat(failure.code()).isEqualTo(ErrorCode.RESERVATION_NOT_FOUND);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void a_message_that_is_sent_again_has_its_id_again(String none) {
        server.thenCuts().then(200, "{\"message_id\":\"m\",\"cursor\":1}");

        client().agent("ada", "").send(MessageDraft.to("bob").body("x").id(none));

        assertThat(server.requests().get(0).body())
                .containsPattern("\"id\":\"[0-9a-f-]{36}\"")
                .isEqualTo(server.requests().get(1).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/base", "/base/"})
    void the_service_may_live_below_a_path(String path) {
        server.then(200, "{\"status\":\"ok\"}");

        IntermuteClient.at(url() + path).open().health();

        String base = path.replaceFirst("/+$", "");
        assertThat(server.requests().get(0).route()).isEqualTo("GET " + base + "/health");
    }

    private URI url() {
        return URI.create(server.url());
    }

    private Transport transport(URI url) {
        return transport(url, Duration.ofSeconds(10), RetryPolicy.standard());
    }

    private Transport transport(URI url, Duration timeout, RetryPolicy retry) {
        return new Transport(HttpClient.newHttpClient(), url, Map.of(), timeout, retry, pauses::add);
    }

    private IntermuteClient client() {
        return new IntermuteClient(transport(url()), "demo", Set.of(), () -> {});
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
