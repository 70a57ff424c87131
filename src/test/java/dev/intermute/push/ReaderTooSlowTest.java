package dev.intermute.push;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.RawWebSocket.Closed;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader that can't keep up is sent away with what it needs to go on, and holds up nobody else. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ReaderTooSlowTest {
    private static final int TRY_AGAIN_LATER = 1013;
    /** 30 MB: more than the service holds for one, which is 8 MB, and the buffers of two kernels, of which one is small. */
    private static final int MESSAGES = 750;

    private static final int BODY_CHARACTERS = 40_000;
    private static final int SMALL_BUFFER_BYTES = 64 * 1024;
    private static final int SENDERS = 8;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_reader_that_is_too_slow_is_told_where_to_go_on_and_then_misses_nothing() {
        RawWebSocket slow = sockets.open(
                WebSocketHandshake.to(TestSockets.agentPath(project, "bob")).receiveBuffer(SMALL_BUFFER_BYTES));
        RawWebSocket quick = sockets.agent("bob");
        CompletableFuture<List<Long>> readByQuick = CompletableFuture.supplyAsync(() -> cursors(quick, MESSAGES));

        send();
        List<Long> all = readByQuick.join();
        List<Long> got = cursorsOf(slow.jsonUntilClosed());
        Closed closed = slow.closed();

        assertThat(got).isNotEmpty().hasSizeLessThan(MESSAGES).isEqualTo(all.subList(0, got.size()));
        assertThat(closed.code()).isEqualTo(TRY_AGAIN_LATER);
        assertThat(closed.reason()).isEqualTo("resume from cursor " + got.get(got.size() - 1));
        RawWebSocket again = sockets.agentSince(got.get(got.size() - 1), "bob");
        assertThat(cursors(again, MESSAGES - got.size())).isEqualTo(all.subList(got.size(), MESSAGES));
    }

    private void send() {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Map<String, Object> body =
                Map.of("project", project, "from", "alice", "to", List.of("bob"), "body", "x".repeat(BODY_CHARACTERS));
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        List<CompletableFuture<Void>> sending = IntStream.range(0, MESSAGES)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> assertThat(client.post("/api/messages", body).status())
                                .isEqualTo(200),
                        senders))
                .toList();
        senders.shutdown();
        sending.forEach(CompletableFuture::join);
    }

    private static List<Long> cursors(RawWebSocket socket, int count) {
        return cursorsOf(socket.json(count));
    }

    private static List<Long> cursorsOf(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.path("cursor").asLong()).toList();
    }
}
