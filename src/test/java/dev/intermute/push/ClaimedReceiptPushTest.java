package dev.intermute.push;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hidden recipient did while it was a mere mailbox goes, as its mail does, to the first agent that registers under
 * its name, and stays with it.
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class ClaimedReceiptPushTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @BeforeEach
    void readAsAMereMailbox() {
        Mail.in(project).id("m1").from("stranger").to("bob").bcc("hidden").send();
        sockets.read("m1", "hidden");
        Mail.in(project).id("last").from("marker").to("hidden", "stranger").send();
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void its_agent_gets_its_own_receipts_in_a_replay() {
        Registered agent = Api.register(project, "hidden");

        RawWebSocket socket = sockets.agentSince(0, agent.agent_id());

        assertThat(typesBeforeTheLast(socket)).containsExactly("message.created", "message.read");
    }

    @Test
    void a_sender_that_registers_gets_the_receipts_of_its_hidden_recipients_in_a_replay() {
        Registered sender = Api.register(project, "stranger");

        RawWebSocket socket = sockets.agentSince(0, sender.agent_id());

        assertThat(typesBeforeTheLast(socket)).containsExactly("message.read");
    }

    @Test
    void who_takes_the_name_after_its_agent_has_left_it_gets_nothing_of_the_kind() {
        Registered agent = Api.register(project, "hidden");
        Api.ok(Api.as(agent)
                .contentType("application/json")
                .body(Map.of("project", project, "session_id", agent.session_id(), "name", "known"))
                .post("/api/agents"));

        RawWebSocket nobody = sockets.agentSince(0, "hidden");
        RawWebSocket other =
                sockets.agentSince(0, Api.register(project, "hidden").agent_id());

        sockets.hasNoMore("hidden", nobody, other);
    }

    private static List<String> typesBeforeTheLast(RawWebSocket socket) {
        return Stream.generate(socket::json)
                .takeWhile(frame -> !frame.path("message_id").asText().equals("last"))
                .map(frame -> frame.path("type").asText())
                .toList();
    }
}
