package dev.intermute.push;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who learns that a message was read or acknowledged. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ReceiptPushTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private Registered bob;

    @BeforeEach
    void send() {
        Api.register(project, "alice");
        bob = Api.register(project, "bob");
        Mail.in(project)
                .id("m1")
                .from("alice")
                .to("bob")
                .bcc("hidden-dave", "hidden-erin")
                .send();
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void a_receipt_goes_to_everyone_in_the_project(String action) {
        List<RawWebSocket> everyone = List.of(
                sockets.agent("alice"),
                sockets.agent("bob"),
                sockets.agent("hidden-dave"),
                sockets.agent("a bystander"),
                sockets.events());

        if (action.equals("read")) {
            sockets.read("m1", "bob");
        } else {
            sockets.ack("m1", "bob");
        }

        for (RawWebSocket socket : everyone) {
            JsonNode frame = socket.json();
            isReceipt(frame, action, bob.agent_id());
        }
    }

    @Test
    void a_second_receipt_pushes_nothing() {
        RawWebSocket socket = sockets.agent("bob");

        sockets.read("m1", "bob");
        sockets.read("m1", bob.agent_id());
        sockets.ack("m1", "bob");
        sockets.ack("m1", "bob");
        sockets.read("m1", "bob");

        isReceipt(socket.json(), "read", bob.agent_id());
        isReceipt(socket.json(), "ack", bob.agent_id());
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void a_receipt_without_an_agent_goes_to_everyone_too() {
        RawWebSocket bystander = sockets.agent("a bystander");

        Api.ok(Api.in(project).post("/api/messages/m1/read"));

        JsonNode frame = bystander.json();
        assertThat(frame.path("type").asText()).isEqualTo("message.read");
        assertThat(frame.path("message_id").asText()).isEqualTo("m1");
        assertThat(frame.at("/data/agent").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void that_of_a_hidden_recipient_goes_to_it_and_the_sender_alone(String action) {
        RawWebSocket sender = sockets.agent("alice");
        RawWebSocket hidden = sockets.agent("hidden-dave");
        RawWebSocket recipient = sockets.agent("bob");
        RawWebSocket alsoHidden = sockets.agent("hidden-erin");
        RawWebSocket bystander = sockets.agent("a bystander");
        RawWebSocket events = sockets.events();

        if (action.equals("read")) {
            sockets.read("m1", "hidden-dave");
        } else {
            sockets.ack("m1", "hidden-dave");
        }

        isReceipt(sender.json(), action, "hidden-dave");
        isReceipt(hidden.json(), action, "hidden-dave");
        sockets.hasNoMore("somebody", events);
        sockets.hasNoMore("bob", recipient);
        sockets.hasNoMore("hidden-erin", alsoHidden);
        sockets.hasNoMore("a bystander", bystander);
        sockets.hasNoMore("alice", sender);
        sockets.hasNoMore("hidden-dave", hidden);
    }

    @Test
    void that_of_a_hidden_recipient_stays_hidden_in_a_replay() {
        sockets.read("m1", "hidden-dave");
        sockets.ack("m1", "bob");

        for (String reference : List.of("alice", "hidden-dave")) {
            RawWebSocket socket = sockets.agentSince(0, reference);
            if (!reference.equals("alice")) {
                assertThat(socket.json().path("type").asText()).isEqualTo("message.created");
            }
            isReceipt(socket.json(), "read", "hidden-dave");
            isReceipt(socket.json(), "ack", bob.agent_id());
        }
        for (RawWebSocket socket : List.of(sockets.agentSince(0, "bob"), sockets.eventsSince(0))) {
            assertThat(socket.json().path("type").asText()).isEqualTo("message.created");
            isReceipt(socket.json(), "ack", bob.agent_id());
        }
        isReceipt(sockets.agentSince(0, "a bystander").json(), "ack", bob.agent_id());
    }

    @Test
    void a_hidden_recipient_that_registers_later_gets_its_own_receipts() {
        RawWebSocket before = sockets.agent("hidden-dave");
        Registered dave = Api.register(project, "hidden-dave");
        RawWebSocket after = sockets.agent(dave.agent_id());
        RawWebSocket sender = sockets.agent("alice");

        sockets.ack("m1", "hidden-dave");

        for (RawWebSocket socket : List.of(before, after, sender)) {
            isReceipt(socket.json(), "ack", dave.agent_id());
        }
    }

    private void isReceipt(JsonNode frame, String action, String agent) {
        assertThat(TestSockets.fields(frame))
                .containsExactlyInAnyOrder(
                        "type", "project", "entity_id", "message_id", "data", "cursor", "created_at");
        assertThat(frame.path("type").asText()).isEqualTo("message." + action);
        assertThat(frame.path("project").asText()).isEqualTo(project);
        assertThat(frame.path("entity_id").asText()).isEqualTo("m1");
        assertThat(frame.path("message_id").asText()).isEqualTo("m1");
        assertThat(frame.at("/data/agent").asText()).isEqualTo(agent);
        assertThat(frame.at("/data/" + action + "_at").asText()).matches(Api.TIME);
        assertThat(frame.path("created_at").asText()).matches(Api.TIME);
    }
}
