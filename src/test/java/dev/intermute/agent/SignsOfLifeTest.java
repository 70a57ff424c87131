package dev.intermute.agent;

import java.time.Instant;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class SignsOfLifeTest {
    private final String project = Api.freshProject();
    private Registered alice;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
    }

    @Test
    void a_heartbeat_is_a_sign_of_life() {
        isSign(() -> Api.ok(Api.in(project).post("/api/agents/alice/heartbeat")));
        isSign(() -> Api.ok(Api.json(Map.of("focus_state", "thinking"))
                .queryParam("project", project)
                .post("/api/agents/alice/heartbeat")));
    }

    @Test
    void a_registration_is_a_sign_of_life() {
        isSign(() -> Api.json(Map.of("project", project, "session_id", alice.session_id()))
                .header("X-Agent-Token", alice.token())
                .post("/api/agents")
                .then()
                .statusCode(200));
    }

    @Test
    void any_request_with_the_agents_id_is_a_sign_of_life() {
        isSign(() -> Api.ok(Api.in(project).header("X-Agent-ID", "alice").get("/api/agents")));
        isSign(() -> Api.ok(Api.local().header("X-Agent-ID", alice.agent_id()).get("/api/events")));
    }

    @Test
    void any_request_with_the_agents_token_is_a_sign_of_life() {
        isSign(() -> Api.ok(Api.as(alice).get("/api/inbox/alice/counts")));
    }

    @Test
    void a_send_is_a_sign_of_life_of_its_sender() {
        isSign(() -> Mail.in(project).from("alice").to("bob").send());
    }

    @Test
    void its_own_read_and_ack_are_signs_of_life() {
        Sent sent = Mail.in(project).from("bob").to("alice").send();

        isSign(() -> Api.ok(
                Api.json(Map.of("project", project, "agent", "alice")).post("/api/messages/{id}/read", sent.id())));
        isSign(() -> Api.ok(
                Api.json(Map.of("project", project, "agent", "alice")).post("/api/messages/{id}/ack", sent.id())));
    }

    @Test
    void naming_an_agent_in_a_read_is_none() {
        isNoSign(() -> {
            Api.ok(Api.in(project).get("/api/agents/alice"));
            Api.ok(Api.in(project).get("/api/agents"));
            Api.ok(Api.in(project).get("/api/inbox/alice"));
            Api.ok(Api.in(project).get("/api/inbox/{id}", alice.agent_id()));
            Api.ok(Api.in(project).get("/api/inbox/alice/counts"));
            Api.ok(Api.in(project).get("/api/inbox/alice/stale-acks"));
            Api.ok(Api.in(project).queryParam("agent", "alice").get("/api/threads"));
        });
    }

    @Test
    void to_be_sent_a_message_is_none() {
        isNoSign(() -> Mail.in(project).from("bob").to("alice").send());
    }

    @Test
    void to_be_changed_from_outside_is_none() {
        isNoSign(() -> Api.ok(Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/alice/metadata")));
    }

    @Test
    void what_another_agent_does_is_none() {
        Registered bob = Api.register(project, "bob");

        isNoSign(() -> Api.ok(Api.as(bob).post("/api/agents/bob/heartbeat")));
    }

    private void isSign(Runnable action) {
        Instant before = lastSeen();

        action.run();

        assertThat(lastSeen()).isAfter(before);
    }

    private void isNoSign(Runnable action) {
        Instant before = lastSeen();

        action.run();

        assertThat(lastSeen()).isEqualTo(before);
    }

    private Instant lastSeen() {
        return Instant.parse(Api.agent(project, "alice").getString("last_seen"));
    }
}
