package dev.intermute.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.ScriptedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** An exception says the same after Java's serialisation, as when a cluster or a build hands it on. */
@Timeout(60)
class IntermuteExceptionTest {
    private final ScriptedServer server = new ScriptedServer();
    private final IntermuteClient intermute =
            IntermuteClient.at(server.url()).retry(RetryPolicy.never()).open();

    @AfterEach
    void stop() throws IOException {
        intermute.close();
        server.close();
    }

    @Test
    void the_details_of_an_answer_are_still_there() throws Exception {
        server.then(409, """
                {"error":"reservation_conflict","message":"Wait for ada.","field":"patterns","position":4,
                 "current_version":2,"oldest_cursor":7,"agent_id":"a1","last_seen":"2026-11-27T00:00:00Z",
                 "request_id":"r1","conflicts":[{"reservation_id":"r2","agent_id":"a1","held_by":"ada",
                 "pattern":"src/**","reason":"I rewrite it.","expires_at":"2026-11-27T00:30:00Z","exclusive":true,
                 "overlaps":"src/a","holder_liveness":"live","holder_last_seen":"2026-11-27T00:00:00Z",
                 "waiting":1}]}""", "Retry-After: 3");
        IntermuteException failure = failureOf(() -> intermute.agents().list());

        IntermuteException read = writtenAndRead(failure);

        assertThat(read.code()).isEqualTo(ErrorCode.RESERVATION_CONFLICT);
        assertThat(read.wireCode()).isEqualTo("reservation_conflict");
        assertThat(read.status()).isEqualTo(409);
        assertThat(read).hasMessage("Wait for ada.");
        assertThat(read.field()).contains("patterns");
        assertThat(read.position()).hasValue(4);
        assertThat(read.currentVersion()).hasValue(2);
        assertThat(read.oldestCursor()).hasValue(7);
        assertThat(read.agentId()).contains("a1");
        assertThat(read.lastSeen()).contains(Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(read.requestId()).contains("r1");
        assertThat(read.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(read.conflicts())
                .isEqualTo(failure.conflicts())
                .extracting(Conflict::heldBy)
                .containsExactly("ada");
        assertThat(read.body()).isEqualTo(failure.body()).hasSize(10);
    }

    /** Also of what is absent, and with the cause: Jackson's own exceptions among them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error\":\"a_code_of_tomorrow\"}",
                "200 | {\"agents\":[",
                "200 | {\"agents\":[{}]}",
                "200 | {\"agents\":{}}",
                "409 | {\"error\":\"name_taken\",\"last_seen\":\"yesterday\"}",
                "502 | <html>Bad Gateway</html>"
            })
    void a_failure_of_any_kind_says_the_same(int status, String body) throws Exception {
        server.then(status, body);

        saysTheSameWhenReadBack(failureOf(() -> intermute.agents().list()));
    }

    @Test
    void a_call_without_an_answer_says_the_same() throws Exception {
        server.thenCuts();
        IntermuteException failure = failureOf(() -> intermute.register("ada"));

        saysTheSameWhenReadBack(failure);
        assertThat(failure.body().isMissingNode()).isTrue();
    }

    private static void saysTheSameWhenReadBack(IntermuteException failure) throws Exception {
        IntermuteException read = writtenAndRead(failure);

        assertThat(said(read)).isEqualTo(said(failure));
        assertThat(read.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(kindOfCause(read)).isEqualTo(kindOfCause(failure));
    }

    private static Optional<Class<?>> kindOfCause(IntermuteException failure) {
        return Optional.ofNullable(failure.getCause()).map(Object::getClass);
    }

    private static List<Object> said(IntermuteException failure) {
        return List.of(
                failure.code(),
                failure.wireCode(),
                failure.status(),
                failure.getMessage(),
                failure.conflicts(),
                failure.field(),
                failure.position(),
                failure.currentVersion(),
                failure.oldestCursor(),
                failure.agentId(),
                failure.lastSeen(),
                failure.requestId(),
                failure.retryAfter(),
                failure.body());
    }

    private static IntermuteException writtenAndRead(IntermuteException failure)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (IntermuteException) in.readObject();
        }
    }
}
