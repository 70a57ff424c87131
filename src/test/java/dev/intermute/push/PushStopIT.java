package dev.intermute.push;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** SIGTERM while sockets are open. */
class PushStopIT {
    private static final int GOING_AWAY = 1001;
    /** Requests in flight have 5 s; that a stop waits for sockets instead would take it minutes. */
    private static final Duration PROMPT = Duration.ofSeconds(20);

    @Test
    void a_stop_tells_every_socket_and_waits_for_none() throws IOException {
        Path folder = PackagedServer.freshFolder();
        try (PackagedServer server = PackagedServer.start(folder)) {
            String url = server.url();
            List<RawWebSocket> answering = List.of(
                    WebSocketHandshake.to(url, "/ws/agents/bob").open(),
                    WebSocketHandshake.to(url, "/ws/events").open());
            List<RawWebSocket> mute = List.of(
                    WebSocketHandshake.to(url, "/ws/agents/bob").open(),
                    withinAFrame(WebSocketHandshake.to(url, "/ws/events").open()));
            try (Socket withinTheHandshake =
                    WebSocketHandshake.to(url, "/ws/events").connect()) {
                withinTheHandshake.getOutputStream().write("GET /ws/events HTTP/1.1\r\n".getBytes());

                long before = System.nanoTime();
                CompletableFuture<Integer> stop = CompletableFuture.supplyAsync(server::terminate);
                for (RawWebSocket socket : answering) {
                    assertThat(socket.closed().code()).isEqualTo(GOING_AWAY);
                }

                assertThat(stop.join()).isZero();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PROMPT);
            }
            for (RawWebSocket socket : mute) {
                assertThat(socket.closed().code()).isEqualTo(GOING_AWAY);
            }
            assertThat(server.err()).doesNotContain("Exception");
            assertThat(folder.resolve("test.db-wal")).doesNotExist();
        }
    }

    @Test
    void a_subscriber_that_is_told_goes_on_after_the_restart_where_it_was() {
        Path folder = PackagedServer.freshFolder();
        long cursor;
        try (PackagedServer server = PackagedServer.start(folder)) {
            RawWebSocket socket =
                    WebSocketHandshake.to(server.url(), "/ws/agents/bob").open();
            send(server, "first");
            cursor = socket.json().path("cursor").asLong();
            send(server, "second");

            assertThat(server.terminate()).isZero();
            assertThat(socket.json().at("/message/body").asText()).isEqualTo("second");
            assertThat(socket.closed().code()).isEqualTo(GOING_AWAY);
        }
        try (PackagedServer server = PackagedServer.start(folder)) {
            RawWebSocket socket = WebSocketHandshake.to(server.url(), "/ws/agents/bob?since_cursor=" + cursor)
                    .open();
            send(server, "third");

            assertThat(socket.json().at("/message/body").asText()).isEqualTo("second");
            assertThat(socket.json().at("/message/body").asText()).isEqualTo("third");
            socket.close();
        }
    }

    private static void send(PackagedServer server, String body) {
        assertThat(server.client()
                        .post("/api/messages", Map.of("from", "alice", "to", List.of("bob"), "body", body))
                        .status())
                .isEqualTo(200);
    }

    private static RawWebSocket withinAFrame(RawWebSocket socket) {
        return socket.send(RawFrame.text("{\"ty").unfinished());
    }
}
