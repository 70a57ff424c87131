package dev.intermute.push;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

/** Who may open a socket, and in which project it then is. */
@QuarkusTest
@WithTestResource(TestServer.class)
class UpgradeAccessTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private Registered alice;
    private Registered bob;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
        bob = Api.register(project, "bob");
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/agents/bob", "/ws/events", "/ws/nothing"})
    void without_a_key_nobody_gets_in_from_elsewhere(String path) {
        unauthorized(WebSocketHandshake.to(path).remote());
        unauthorized(WebSocketHandshake.to(path).header("Host", "example.org"));
        unauthorized(WebSocketHandshake.to(path).plain().remote());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/agents/bob", "/ws/events", "/ws/nothing"})
    void an_unknown_key_is_refused_from_elsewhere_and_locally(String path) {
        unauthorized(WebSocketHandshake.to(path).remote().key("guessed"));
        unauthorized(WebSocketHandshake.to(path).key("guessed"));
    }

    @Test
    void two_agents_in_the_headers_are_refused() {
        WebSocketHandshake.to(TestSockets.agentPath(project, "bob"))
                .twice("X-Agent-ID", "bob", "alice")
                .invalid("X-Agent-ID");
    }

    @Test
    void a_project_that_is_not_named_is_that_of_the_agent_parameter() {
        Registered other = Api.register(Api.freshProject(), "bob");
        RawWebSocket events = sockets.open(
                WebSocketHandshake.to("/ws/events?agent=" + bob.agent_id()).header("X-Agent-ID", other.agent_id()));

        Sent sent = Mail.in(project).from("alice").to("bob").send();

        assertThat(events.json().path("message_id").asText()).isEqualTo(sent.id());
        assertThat(Api.ok(RestAssured.given()
                                .queryParam("agent", bob.agent_id())
                                .get("/api/events"))
                        .getString("events[0].message_id"))
                .isEqualTo(sent.id());
        WebSocketHandshake.to("/ws/events?agent=" + "x".repeat(1025)).invalid("agent");
    }

    @Test
    void a_key_opens_a_socket_in_its_project() {
        String name = Api.freshName("keyed");
        RawWebSocket socket = sockets.open(
                WebSocketHandshake.to("/ws/agents/" + name).remote().key(TestServer.KEY_A));
        RawWebSocket named = sockets.open(WebSocketHandshake.to("/ws/agents/" + name + "?project=keyed-a")
                .remote()
                .key(TestServer.KEY_A));

        Mail.in("keyed-b").from("x").to(name).send();
        Sent sent = Mail.in("keyed-a").from("x").to(name).send();

        TestSockets.isMessage(socket.json(), "message.created", sent, name);
        TestSockets.isMessage(named.json(), "message.created", sent, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/agents/bob?project=keyed-b", "/ws/events?project=keyed-b"})
    void a_key_of_another_project_is_forbidden(String path) {
        WebSocketHandshake.to(path).remote().key(TestServer.KEY_A).refused(403, "project_forbidden");
        WebSocketHandshake.to(path).key(TestServer.KEY_A).refused(403, "project_forbidden");
    }

    @Test
    void an_agent_of_another_project_than_the_keys_is_a_mere_mailbox_there() {
        RawWebSocket socket = sockets.open(
                WebSocketHandshake.to("/ws/agents/" + bob.agent_id()).remote().key(TestServer.KEY_A));

        Mail.in(project).from("alice").to("bob").send();
        Sent own = Mail.in("keyed-a").from("x").to(bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", own, bob.agent_id());
    }

    @Test
    void two_different_projects_are_refused() {
        WebSocketHandshake.to("/ws/agents/bob?project=a&project=b").invalid("project");
        WebSocketHandshake.to("/ws/events?project=a&project=b").invalid("project");
        sockets.open("/ws/events?project=" + project + "&project=" + project);
    }

    @Test
    void the_id_of_another_agent_is_agent_mismatch() {
        for (String other : List.of("alice", alice.agent_id(), "nobody")) {
            to("bob").header("X-Agent-ID", other).refused(403, "agent_mismatch");
            to(bob.agent_id()).header("X-Agent-ID", other).refused(403, "agent_mismatch");
            to("a mailbox").header("X-Agent-ID", other).refused(403, "agent_mismatch");
        }
    }

    @Test
    void the_same_agent_by_id_and_by_name_is_let_in() {
        for (String reference : List.of("bob", bob.agent_id())) {
            sockets.open(to("bob").header("X-Agent-ID", reference));
            sockets.open(to(bob.agent_id()).header("X-Agent-ID", reference));
            sockets.open(to("bob").header("X-Agent-ID", reference).header("X-Agent-Token", bob.token()));
        }
        sockets.open(to("a mailbox").header("X-Agent-ID", "a mailbox"));
        sockets.open(to("bob").header("X-Agent-ID", " "));
    }

    @Test
    void the_token_of_another_agent_is_agent_mismatch() {
        to("bob")
                .header("X-Agent-ID", "bob")
                .header("X-Agent-Token", alice.token())
                .refused(403, "agent_mismatch");
        to("bob")
                .header("X-Agent-ID", "alice")
                .header("X-Agent-Token", alice.token())
                .refused(403, "agent_mismatch");
        to("a mailbox")
                .header("X-Agent-ID", "a mailbox")
                .header("X-Agent-Token", alice.token())
                .refused(403, "agent_mismatch");
        WebSocketHandshake.to(TestSockets.eventsPath(project))
                .header("X-Agent-ID", "bob")
                .header("X-Agent-Token", alice.token())
                .refused(403, "agent_mismatch");
    }

    @Test
    void a_known_token_without_an_id_is_agent_mismatch() {
        to("alice").header("X-Agent-Token", alice.token()).refused(403, "agent_mismatch");
        WebSocketHandshake.to(TestSockets.eventsPath(project))
                .header("X-Agent-Token", alice.token())
                .refused(403, "agent_mismatch");
    }

    @Test
    void an_unknown_token_is_let_pass() {
        sockets.open(to("alice").header("X-Agent-Token", "guessed"));
        sockets.open(to("alice").header("X-Agent-ID", "alice").header("X-Agent-Token", "guessed"));
    }

    @Test
    void all_events_may_be_anybodys() {
        sockets.open(WebSocketHandshake.to(TestSockets.eventsPath(project))
                .header("X-Agent-ID", "alice")
                .header("X-Agent-Token", alice.token()));
        sockets.open(WebSocketHandshake.to(TestSockets.eventsPath(project)).header("X-Agent-ID", "nobody"));
    }

    @Test
    void without_a_key_the_agent_in_the_path_tells_the_project_and_comes_before_the_header() {
        Registered stranger = Api.register(Api.freshProject(), "stranger");
        RawWebSocket socket = sockets.open("/ws/agents/" + bob.agent_id());
        WebSocketHandshake.to("/ws/agents/" + bob.agent_id())
                .header("X-Agent-ID", stranger.agent_id())
                .refused(403, "agent_mismatch");

        Sent sent = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(socket.json(), "message.created", sent, bob.agent_id());
    }

    @Test
    void without_a_key_the_agent_of_the_header_tells_the_project_where_nothing_else_does() {
        RawWebSocket byName =
                sockets.open(WebSocketHandshake.to("/ws/agents/bob").header("X-Agent-ID", bob.agent_id()));
        RawWebSocket events = sockets.open(WebSocketHandshake.to("/ws/events").header("X-Agent-ID", bob.agent_id()));

        Sent sent = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(byName.json(), "message.created", sent, bob.agent_id());
        TestSockets.isMessage(events.json(), "message.created", sent, null);
    }

    @Test
    void without_any_clue_the_project_is_the_default_one() {
        String name = Api.freshName("mailbox");
        RawWebSocket socket = sockets.open("/ws/agents/" + name);
        RawWebSocket blank = sockets.open("/ws/agents/" + name + "?project=");

        Sent sent = Mail.in("default").from("alice").to(name).send();

        TestSockets.isMessage(socket.json(), "message.created", sent, name);
        TestSockets.isMessage(blank.json(), "message.created", sent, name);
    }

    @Test
    void the_named_project_comes_before_that_of_the_agent_in_the_path() {
        String other = Api.freshProject();
        RawWebSocket socket = sockets.open(TestSockets.agentPath(other, bob.agent_id()));

        Mail.in(project).from("alice").to("bob").send();
        Sent there = Mail.in(other).from("alice").to(bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", there, bob.agent_id());
    }

    private WebSocketHandshake to(String reference) {
        return WebSocketHandshake.to(TestSockets.agentPath(project, reference));
    }

    private static void unauthorized(WebSocketHandshake handshake) {
        RawHttp.Answer answer = handshake.answer();
        answer.refused(401, "unauthorized");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }
}
