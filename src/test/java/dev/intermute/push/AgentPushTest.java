package dev.intermute.push;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Client;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets which message on the socket of an agent. */
@QuarkusTest
@WithTestResource(TestServer.class)
class AgentPushTest {
    private static final int OPENINGS = 200;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private Registered alice;
    private Registered bob;
    private Registered carol;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
        bob = Api.register(project, "bob");
        carol = Api.register(project, "carol");
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_message_reaches_each_recipient_once() {
        RawWebSocket to = sockets.agent("bob");
        RawWebSocket cc = sockets.agent("carol");
        RawWebSocket bcc = sockets.agent("dave");

        Sent sent = Mail.in(project)
                .from("alice")
                .to("bob", "carol", bob.agent_id())
                .cc("carol", "bob")
                .bcc("dave", "carol")
                .send();

        TestSockets.isMessage(to.json(), "message.created", sent, bob.agent_id());
        TestSockets.isMessage(cc.json(), "message.created", sent, carol.agent_id());
        TestSockets.isMessage(bcc.json(), "message.created", sent, "dave");
        sockets.hasNoMore("bob", to);
        sockets.hasNoMore("carol", cc);
        sockets.hasNoMore("dave", bcc);
    }

    @Test
    void a_frame_has_the_fields_of_the_contract_and_the_message_those_of_an_inbox() {
        RawWebSocket socket = sockets.agent("bob");

        Sent sent = Mail.in(project)
                .from("alice")
                .to("bob")
                .cc("carol")
                .thread("plan")
                .with("subject", "s")
                .with("topic", "t")
                .with("importance", "high")
                .with("ack_required", true)
                .body("Grüße 🙂 \"quoted\" \\ \n")
                .send();

        JsonNode frame = socket.json();
        assertThat(TestSockets.fields(frame))
                .containsExactlyInAnyOrder("type", "project", "message_id", "cursor", "created_at", "agent", "message");
        assertThat(frame.path("project").asText()).isEqualTo(project);
        JsonNode message = frame.path("message");
        assertThat(TestSockets.fields(message))
                .contains(
                        "id",
                        "thread_id",
                        "project",
                        "from",
                        "to",
                        "cc",
                        "subject",
                        "topic",
                        "body",
                        "importance",
                        "ack_required",
                        "created_at",
                        "cursor")
                .doesNotContain("bcc", "recipients");
        assertThat(message.path("id").asText()).isEqualTo(sent.id());
        assertThat(message.path("cursor").asLong()).isEqualTo(sent.cursor());
        assertThat(message.path("body").asText()).isEqualTo("Grüße 🙂 \"quoted\" \\ \n");
        assertThat(message.path("to").toString()).isEqualTo("[\"bob\"]");
        assertThat(message.path("created_at").asText()).matches(Api.TIME);
    }

    @Test
    void the_agent_of_a_frame_is_the_id_however_the_socket_was_opened_and_the_message_addressed() {
        RawWebSocket byName = sockets.agent("bob");
        RawWebSocket byId = sockets.agent(bob.agent_id());

        Sent toName = Mail.in(project).from("alice").to("bob").send();
        Sent toId = Mail.in(project).from("alice").to(bob.agent_id()).send();

        for (RawWebSocket socket : List.of(byName, byId)) {
            TestSockets.isMessage(socket.json(), "message.created", toName, bob.agent_id());
            TestSockets.isMessage(socket.json(), "message.created", toId, bob.agent_id());
        }
    }

    @Test
    void two_sockets_of_one_agent_both_get_each_frame() {
        RawWebSocket first = sockets.agent("bob");
        RawWebSocket second = sockets.agent("bob");

        Sent one = Mail.in(project).from("alice").to("bob").send();
        first.leave();
        Sent two = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(second.json(), "message.created", one, bob.agent_id());
        TestSockets.isMessage(second.json(), "message.created", two, bob.agent_id());
    }

    @Test
    void nobody_reads_of_a_hidden_recipient_but_itself() {
        List<RawWebSocket> others =
                List.of(sockets.agent("bob"), sockets.agent("carol"), sockets.agent("hidden-erin"), sockets.events());
        RawWebSocket hidden = sockets.agent("hidden-dave");

        Mail.in(project)
                .from("alice")
                .to("bob")
                .cc("carol")
                .bcc("hidden-dave", "hidden-erin")
                .send();

        for (RawWebSocket other : others) {
            assertThat(other.text()).contains("message.created").doesNotContain("hidden-dave", "bcc\":[");
        }
        assertThat(hidden.text()).contains("message.created").doesNotContain("hidden-erin", "bcc\":[");
    }

    @Test
    void the_sender_gets_its_message_only_as_a_recipient() {
        RawWebSocket sender = sockets.agent("alice");

        Mail.in(project).from("alice").to("bob").send();
        Sent toItself = Mail.in(project).from("alice").to("bob").cc("alice").send();

        TestSockets.isMessage(sender.json(), "message.created", toItself, alice.agent_id());
        sockets.hasNoMore("alice", sender);
    }

    @Test
    void who_is_no_recipient_gets_no_message() {
        RawWebSocket other = sockets.agent("carol");

        Mail.in(project).from("alice").to("bob").send();

        sockets.hasNoMore("carol", other);
    }

    @Test
    void a_change_reaches_todays_recipients_and_no_former_one() {
        RawWebSocket stays = sockets.agent("bob");
        RawWebSocket leaves = sockets.agent("carol");
        RawWebSocket comes = sockets.agent("dave");

        Sent created =
                Mail.in(project).id("m1").from("alice").to("bob", "carol").send();
        JsonNode beforeTheChange = stays.json();
        JsonNode atTheFormer = leaves.json();
        Sent updated = Mail.in(project)
                .id("m1")
                .from("alice")
                .to("bob")
                .bcc("dave")
                .body("better")
                .send();

        TestSockets.isMessage(beforeTheChange, "message.created", created, bob.agent_id());
        TestSockets.isMessage(atTheFormer, "message.created", created, carol.agent_id());
        JsonNode change = stays.json();
        TestSockets.isMessage(change, "message.updated", updated, bob.agent_id());
        assertThat(TestSockets.fields(change))
                .containsExactlyInAnyOrder("type", "project", "message_id", "cursor", "created_at", "agent", "message");
        assertThat(change.at("/message/body").asText()).isEqualTo("better");
        TestSockets.isMessage(comes.json(), "message.updated", updated, "dave");
        sockets.hasNoMore("carol", leaves);
        sockets.hasNoMore("bob", stays);
        sockets.hasNoMore("dave", comes);
    }

    @Test
    void a_retry_pushes_nothing() {
        RawWebSocket socket = sockets.agent("bob");
        RawWebSocket events = sockets.events();
        Mail mail = Mail.in(project).id("m1").from("alice").to("bob");

        Sent sent = mail.send();
        Sent again = mail.send();

        assertThat(again).isEqualTo(sent);
        TestSockets.isMessage(socket.json(), "message.created", sent, bob.agent_id());
        TestSockets.isMessage(events.json(), "message.created", sent, null);
        sockets.hasNoMore("bob", socket, events);
    }

    @Test
    void another_projects_sockets_get_nothing() {
        String other = Api.freshProject();
        Registered namesake = Api.register(other, "bob");
        RawWebSocket socket = sockets.open(TestSockets.agentPath(other, "bob"));
        RawWebSocket byId = sockets.open(TestSockets.agentPath(other, bob.agent_id()));
        RawWebSocket events = sockets.open(TestSockets.eventsPath(other));

        Mail.in(project).id("m1").from("alice").to("bob").send();
        sockets.read("m1", "bob");
        Sent own = Mail.in(other).from("alice").to("bob", bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", own, namesake.agent_id());
        TestSockets.isMessage(byId.json(), "message.created", own, bob.agent_id());
        TestSockets.isMessage(events.json(), "message.created", own, null);
    }

    @Test
    void a_message_as_large_as_a_request_may_be_arrives_whole() {
        RawWebSocket socket = sockets.agent("bob");
        String body = "0123456789abcdeö".repeat(60_000);

        Mail.in(project).from("alice").to("bob").body(body).send();

        assertThat(socket.json().at("/message/body").asText()).isEqualTo(body);
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void opening_a_socket_is_a_sign_of_life_and_what_comes_through_it_is_none() {
        Instant before = lastSeen("bob");

        RawWebSocket socket = sockets.agent("bob");
        Instant opened = lastSeen("bob");
        Mail.in(project).from("alice").to("bob").send();
        socket.json();
        sockets.agent("alice");

        assertThat(opened).isAfter(before);
        assertThat(lastSeen("bob")).isEqualTo(opened);
        assertThat(Api.agent(project, "bob").getString("liveness")).isEqualTo("active");
    }

    @Test
    void a_message_sent_right_after_the_opening_is_never_missed() {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Map<String, Object> mail = Map.of("project", project, "from", "alice", "to", List.of("bob"), "body", "x");

        for (int i = 0; i < OPENINGS; i++) {
            try (RawWebSocket socket = sockets.agent("bob")) {
                String id = client.post("/api/messages", mail).text("message_id");
                assertThat(socket.json().path("message_id").asText()).isEqualTo(id);
            }
        }
    }

    private Instant lastSeen(String agent) {
        return Instant.parse(Api.agent(project, agent).getString("last_seen"));
    }
}
