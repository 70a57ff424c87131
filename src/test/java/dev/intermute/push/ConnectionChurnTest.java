package dev.intermute.push;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that come and go without a word, and clients that ask without end. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ConnectionChurnTest {
    private static final int CONNECTIONS = 1_000;
    private static final int PINGS = 20_000;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @BeforeEach
    void nobodyIsLeftFromOtherTests() {
        awaitOpenSockets(0);
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void the_number_of_open_sockets_is_told_as_a_metric() {
        RawWebSocket first = sockets.agent("bob");
        RawWebSocket second = sockets.agent("bob");
        RawWebSocket third = sockets.events();
        awaitOpenSockets(3);

        first.leave();
        second.close();
        third.abort();

        awaitOpenSockets(0);
    }

    @Test
    void a_thousand_clients_that_vanish_leave_nothing_behind() throws IOException {
        RawWebSocket stays = sockets.agent("bob");

        for (int i = 0; i < CONNECTIONS; i++) {
            vanish(i);
        }

        awaitOpenSockets(1);
        assertThat(stays.send("{\"type\":\"ping\"}").json().path("type").asText())
                .isEqualTo("pong");
        sockets.hasNoMore("bob", stays);
    }

    @Test
    void clients_that_vanish_while_they_are_sent_mail_leave_nothing_behind() {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Map<String, Object> mail =
                Map.of("project", project, "from", "alice", "to", List.of("bob"), "body", "x".repeat(50_000));
        RawWebSocket stays = sockets.agent("bob");

        for (int i = 0; i < 100; i++) {
            RawWebSocket vanishes = sockets.agent("bob");
            client.post("/api/messages", mail);
            vanishes.abort();
        }

        assertThat(stays.json(100)).hasSize(100);
        awaitOpenSockets(1);
    }

    @Test
    void a_flood_of_pings_that_reads_its_pongs_gets_each_of_them() {
        RawWebSocket socket = sockets.agent("bob");
        // Of pings that come before the service has opened the socket, only the last is answered.
        socket.send(RawFrame.ping("open?"));
        assertThat(socket.pong().text()).isEqualTo("open?");

        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < PINGS; i++) {
                socket.send(RawFrame.ping(Integer.toString(i)));
            }
        });
        for (int i = 0; i < PINGS; i++) {
            assertThat(socket.pong().text()).isEqualTo(Integer.toString(i));
        }
        flood.join();

        sockets.hasNoMore("bob", socket);
    }

    private void vanish(int number) throws IOException {
        WebSocketHandshake handshake = WebSocketHandshake.to(TestSockets.agentPath(project, "bob"));
        switch (number % 7) {
            case 0 -> handshake.open().abort();
            case 1 -> handshake.open().close();
            case 2 -> handshake.connect().close();
            case 3 -> withinTheHandshake(handshake).close();
            case 4 -> withinAFrame(handshake.open()).close();
            case 5 -> withinAFrame(handshake.open()).abort();
            default -> handshake.open().send(RawFrame.close(1000, "")).abort();
        }
    }

    private static Socket withinTheHandshake(WebSocketHandshake handshake) throws IOException {
        byte[] bytes = handshake.bytes();
        Socket socket = handshake.connect();
        socket.getOutputStream().write(bytes, 0, bytes.length / 2);
        return socket;
    }

    private static RawWebSocket withinAFrame(RawWebSocket socket) {
        byte[] bytes = RawFrame.text("{\"type\":\"ping\"}").bytes();
        return socket.write(Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void awaitOpenSockets(int count) {
        Awaitility.await().untilAsserted(() -> assertThat(openSockets()).isEqualTo(count));
    }

    private static double openSockets() {
        return Api.local()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.matches("intermute_push_sockets[ {].*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
