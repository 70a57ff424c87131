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
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** What opens a socket, and how what doesn't is refused: before the upgrade, in the shape of all errors. */
@QuarkusTest
@WithTestResource(TestServer.class)
class UpgradeTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private final List<String> paths = List.of(TestSockets.agentPath(project, "bob"), TestSockets.eventsPath(project));

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws",
                "/ws/",
                "/ws/agents",
                "/ws/agents/",
                "/ws/agents/bob/x",
                "/ws/agent/bob",
                "/ws/event",
                "/ws/events/x",
                "/ws/nothing",
                "/wsx/events",
                "/WS/events"
            })
    void an_unknown_route_is_not_found(String path) {
        WebSocketHandshake.to(path).refused(404, "not_found");
        WebSocketHandshake.to(path).plain().refused(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Upgrade    | WebSocket",
                "Upgrade    | WEBSOCKET",
                "Upgrade    | h2c, WebSocket",
                "Connection | upgrade",
                "Connection | keep-alive, Upgrade",
                "User-Agent | anything",
                "Sec-WebSocket-Extensions | permessage-deflate; client_max_window_bits",
                "Sec-WebSocket-Extensions | x-webkit-deflate-frame",
                "Sec-WebSocket-Extensions | deflate-frame",
                "Sec-WebSocket-Protocol   | chat, superchat"
            })
    void other_clients_ways_of_asking_are_understood(String header, String value) {
        for (String path : paths) {
            RawWebSocket socket = sockets.open(WebSocketHandshake.to(path).header(header, value));

            // Nothing was agreed on that this client doesn't speak.
            assertThat(socket.headers()).doesNotContainKeys("sec-websocket-extensions", "sec-websocket-protocol");
            Sent sent = Mail.in(project).from("alice").to("bob").send();
            assertThat(socket.json().path("message_id").asText()).isEqualTo(sent.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "1.5", "0x10", "99999999999999999999", "1,2"})
    void a_cursor_that_is_none_is_refused(String cursor) {
        for (String path : paths) {
            WebSocketHandshake.to(path + "&since_cursor=" + cursor).invalid("since_cursor");
        }
    }

    @Test
    void a_blank_cursor_counts_as_absent() {
        Mail.in(project).from("alice").to("bob").send();
        RawWebSocket bob = sockets.open(paths.get(0) + "&since_cursor=");
        RawWebSocket events = sockets.open(paths.get(1) + "&since_cursor=%20");

        Sent later = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(bob.json(), "message.created", later, "bob");
        TestSockets.isMessage(events.json(), "message.created", later, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "//",
                "a/",
                "events",
                "50%",
                "%2F",
                "a b",
                " a ",
                "a+b",
                "a;v=1",
                ";",
                "a?b",
                "a#b",
                "🙂",
                "日本語",
                "...",
                "../..",
                "a/../b",
                "\"quoted\"",
                "a\\b",
                "{agent}",
                "<b>",
                "a\tb",
                "a\nb",
                "\u007f",
                "*",
                "a:b@c",
                "null"
            })
    void an_agents_name_may_be(String name) {
        Registered agent = Api.register(project, name);
        RawWebSocket socket = sockets.agent(name);

        Sent sent = Mail.in(project).from("alice").to(name).send();

        TestSockets.isMessage(socket.json(), "message.created", sent, agent.agent_id());
    }

    @Test
    void a_semicolon_in_a_path_means_the_same_percent_encoded_or_not() {
        Registered agent = Api.register(project, "a;b");
        RawWebSocket socket = sockets.open("/ws/agents/a;b?project=" + project);

        Sent sent = Mail.in(project).from("alice").to("a;b").send();

        TestSockets.isMessage(socket.json(), "message.created", sent, agent.agent_id());
    }

    @Test
    void a_name_in_a_header_may_be_in_any_script() {
        Api.register(project, "Ünï 日本 🙂");

        sockets.open(WebSocketHandshake.to(TestSockets.agentPath(project, "Ünï 日本 🙂"))
                .header("X-Agent-ID", "Ünï 日本 🙂"));
    }

    @Test
    void a_name_has_at_most_1024_characters() {
        sockets.agent("日".repeat(1024));

        WebSocketHandshake.to(TestSockets.agentPath(project, "日".repeat(1025))).invalid("agent");
        WebSocketHandshake.to(TestSockets.eventsPath("x".repeat(1025))).invalid("project");
        WebSocketHandshake.to(paths.get(1))
                .header("X-Agent-ID", "x".repeat(1025))
                .invalid("X-Agent-ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/agents/%zz", "/ws/agents/%C0%80", "/ws/agents/a%00b", "/ws/events?project=%FF"})
    void an_address_that_is_no_text_is_refused(String path) {
        WebSocketHandshake.to(path).refused(400, "invalid_request");
    }

    @Test
    void a_connection_is_kept_after_a_refusal() {
        RawHttp.Answer refused = WebSocketHandshake.to("/ws/nothing").answer();

        assertThat(refused.headers().getOrDefault("connection", "")).isNotEqualToIgnoringCase("close");
    }
}
