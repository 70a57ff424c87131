package dev.intermute.push;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request must be like to become a socket (RFC 6455, section 4.2.1), and how others are refused. */
@QuarkusTest
@WithTestResource(TestServer.class)
class HandshakeTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private final List<String> paths = List.of(TestSockets.agentPath(project, "bob"), TestSockets.eventsPath(project));

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void what_asks_for_no_upgrade_is_told_to_upgrade() {
        for (String path : paths) {
            upgradeRequired(WebSocketHandshake.to(path).plain());
            upgradeRequired(WebSocketHandshake.to(path).header("Upgrade", null));
            upgradeRequired(WebSocketHandshake.to(path).header("Upgrade", "h2c"));
            upgradeRequired(WebSocketHandshake.to(path).header("Connection", "keep-alive"));
            upgradeRequired(WebSocketHandshake.to(path).header("Connection", null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "14", "0", "-13", "13.0", "x", "13, 8"})
    void another_version_is_told_which_one_is_spoken(String version) {
        for (String path : paths) {
            RawHttp.Answer answer = WebSocketHandshake.to(path)
                    .header("Sec-WebSocket-Version", version)
                    .answer();

            answer.refused(426, "upgrade_required");
            assertThat(answer.headers())
                    .containsEntry("sec-websocket-version", "13")
                    .containsEntry("upgrade", "websocket");
        }
    }

    @Test
    void a_handshake_without_a_version_is_refused() {
        RawHttp.Answer answer = WebSocketHandshake.to(paths.get(0))
                .header("Sec-WebSocket-Version", null)
                .answer();

        assertThat(answer.status()).isIn(400, 426);
        assertThat(answer.json().getString("error")).isNotBlank();
        assertThat(answer.json().getString("message")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25j",
                "dGhlIHNhbXBsZSBub25jZSE=",
                "!!!!!!!!!!!!!!!!!!!!!!=="
            })
    void a_key_of_the_handshake_that_is_not_16_bytes_in_base64_is_refused(String key) {
        for (String path : paths) {
            WebSocketHandshake.to(path).header("Sec-WebSocket-Key", key).refused(400, "invalid_request");
        }
    }

    @Test
    void a_handshake_without_its_key_is_refused() {
        for (String path : paths) {
            WebSocketHandshake.to(path).header("Sec-WebSocket-Key", null).refused(400, "invalid_request");
        }
    }

    @Test
    void a_handshake_with_two_keys_is_refused() {
        for (String path : paths) {
            WebSocketHandshake.to(path)
                    .twice("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==")
                    .invalid("Sec-WebSocket-Key");
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 2, {}", "Content-Length, 2000000, {}", "Transfer-Encoding, chunked, x"})
    void a_handshake_with_a_body_is_refused_however_much_of_it_comes(String header, String value, String body) {
        for (String path : paths) {
            WebSocketHandshake.to(path).header(header, value).body(body).invalid("body");
        }
    }

    @Test
    void frames_right_behind_the_handshake_wait_until_the_socket_is_open() {
        RawFrame ping = RawFrame.text("{\"type\":\"ping\"}");
        for (String path : paths) {
            RawWebSocket socket = sockets.open(WebSocketHandshake.to(path + "&since_cursor=1")
                    .frames(RawFrame.ping("early"), ping, ping, RawFrame.close(1000, "")));

            assertThat(socket.pong().text()).isEqualTo("early");
            assertThat(socket.json(2))
                    .allMatch(frame -> frame.path("type").asText().equals("pong"));
            assertThat(socket.closed().code()).isEqualTo(1000);
        }
    }

    @Test
    void headers_may_come_in_several_lines() {
        for (String path : paths) {
            sockets.open(WebSocketHandshake.to(path).twice("Connection", "keep-alive", "Upgrade"));
            sockets.open(WebSocketHandshake.to(path).twice("Upgrade", "h2c", "websocket"));
        }
    }

    @Test
    void a_handshake_in_http_1_0_is_refused() {
        for (String path : paths) {
            WebSocketHandshake.to(path).version("HTTP/1.0").refused(400, "invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void another_method_is_told_that_get_is_the_one(String method) {
        for (String path : paths) {
            for (WebSocketHandshake request : List.of(
                    WebSocketHandshake.to(path).method(method),
                    WebSocketHandshake.to(path).plain().method(method))) {
                RawHttp.Answer answer = request.answer();

                answer.refused(405, "method_not_allowed");
                assertThat(answer.headers()).containsEntry("allow", "GET");
            }
        }
    }

    @Test
    void a_post_with_a_body_is_refused_in_the_same_way() {
        for (String path : paths) {
            Api.refused(Api.json("{\"project\":\"x\"}").post(path), 405, "method_not_allowed");
        }
    }

    private static void upgradeRequired(WebSocketHandshake handshake) {
        RawHttp.Answer answer = handshake.answer();

        answer.refused(426, "upgrade_required");
        assertThat(answer.headers().get("upgrade")).isEqualToIgnoringCase("websocket");
    }
}
