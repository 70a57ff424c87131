package dev.intermute.access;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom a token makes its bearer, and what it may then do. */
@QuarkusTest
@WithTestResource(TestServer.class)
class CallerTest {
    private final String project = Api.freshProject();
    private Registered alice;
    private Registered bob;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
        bob = Api.register(project, "bob");
    }

    @Test
    void a_known_token_with_its_agents_id_or_name_is_let_in() {
        Api.ok(Api.as(alice).get("/api/agents"));
        Api.ok(Api.as("alice", alice.token()).queryParam("project", project).get("/api/agents"));
    }

    @Test
    void a_known_token_with_another_id_is_agent_mismatch() {
        mismatch(Api.as(bob.agent_id(), alice.token()).get("/api/agents"));
        mismatch(Api.as("bob", alice.token()).queryParam("project", project).get("/api/agents"));
        mismatch(Api.as("nobody", alice.token()).queryParam("project", project).get("/api/agents"));
    }

    @Test
    void a_known_token_without_an_id_is_agent_mismatch() {
        mismatch(Api.in(project).header("X-Agent-Token", alice.token()).get("/api/agents"));
        mismatch(Api.in(project)
                .header("X-Agent-Token", alice.token())
                .header("X-Agent-ID", " ")
                .get("/api/events"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/agents",
                "/api/agents/bob",
                "/api/inbox/bob",
                "/api/inbox/bob/counts",
                "/api/inbox/bob/stale-acks",
                "/api/threads?agent=bob",
                "/api/threads/plan",
                "/api/messages/m1",
                "/api/events"
            })
    void every_route_checks_the_token(String route) {
        mismatch(Api.as(bob.agent_id(), alice.token())
                .queryParam("project", project)
                .get(route));
    }

    @Test
    void an_unknown_token_is_let_pass() {
        Api.ok(Api.as(alice.agent_id(), "guessed").get("/api/agents"));
        Api.ok(Api.in(project).header("X-Agent-Token", "guessed").get("/api/agents"));
        Api.ok(Api.as("nobody", "guessed").queryParam("project", project).get("/api/inbox/bob"));
        Api.ok(send(Api.as(alice.agent_id(), "guessed").contentType(ContentType.JSON), "bob"));
    }

    @Test
    void a_token_is_known_in_its_project_alone() {
        String other = Api.freshProject();
        Api.register(other, "carol");

        Api.ok(Api.as("carol", alice.token()).queryParam("project", other).get("/api/inbox/carol"));
    }

    @Test
    void with_a_token_a_send_is_from_its_agent() {
        Api.ok(send(Api.as(alice).contentType(ContentType.JSON), "alice"));
        Api.ok(send(Api.as(alice).contentType(ContentType.JSON), alice.agent_id()));
        mismatch(send(Api.as(alice).contentType(ContentType.JSON), "bob"));
        mismatch(send(Api.as(alice).contentType(ContentType.JSON), "a mailbox"));
        assertThat(Api.inbox(project, "carol").getList("messages.from")).containsExactly("alice", alice.agent_id());
    }

    @Test
    void with_a_token_a_receipt_is_of_its_agent() {
        Mail.in(project).id("m1").from("carol").to("alice", "bob").send();

        for (String action : List.of("read", "ack")) {
            mismatch(Api.as(alice).queryParam("agent", "bob").post("/api/messages/m1/" + action));
            mismatch(Api.as(alice)
                    .contentType(ContentType.JSON)
                    .body(Map.of("agent", bob.agent_id()))
                    .post("/api/messages/m1/" + action));
            Api.ok(Api.as(alice).post("/api/messages/m1/" + action));
            Api.ok(Api.as(alice).queryParam("agent", "alice").post("/api/messages/m1/" + action));
        }
        assertThat(Api.inbox(project, "bob").getString("messages[0].read_at")).isNull();
        assertThat(Api.inbox(project, "alice").getString("messages[0].ack_at")).matches(Api.TIME);
    }

    @Test
    void with_a_token_a_heartbeat_is_of_its_agent() {
        Api.ok(Api.as(alice).post("/api/agents/alice/heartbeat"));
        mismatch(Api.as(alice).post("/api/agents/bob/heartbeat"));
        mismatch(Api.as(alice).queryParam("project", project).post("/api/agents/{id}/heartbeat", bob.agent_id()));
    }

    @Test
    void with_a_token_metadata_is_of_its_agent() {
        Map<String, Object> body = Map.of("metadata", Map.of("a", "b"));

        Api.ok(Api.as(alice).contentType(ContentType.JSON).body(body).patch("/api/agents/alice/metadata"));
        mismatch(Api.as(alice).contentType(ContentType.JSON).body(body).patch("/api/agents/bob/metadata"));
        assertThat(Api.agent(project, "bob").getMap("metadata")).isEmpty();
    }

    @Test
    void with_a_token_an_inbox_is_of_its_agent_but_counts_and_stale_acks_may_be_anybodys() {
        Api.ok(Api.as(alice).get("/api/inbox/alice"));
        Api.ok(Api.as(alice).get("/api/inbox/{id}", alice.agent_id()));
        mismatch(Api.as(alice).get("/api/inbox/bob"));
        mismatch(Api.as(alice).get("/api/inbox/a-mailbox"));

        Api.ok(Api.as(alice).get("/api/inbox/bob/counts"));
        Api.ok(Api.as(alice).get("/api/inbox/bob/stale-acks"));
        Api.ok(Api.as(alice).queryParam("agent", "bob").get("/api/threads"));
        Api.ok(Api.as(alice).get("/api/agents/bob"));
    }

    @Test
    void a_header_may_hold_a_name_in_any_script() {
        Registered agent = Api.register(project, "Ünï 日本 🙂");

        RawHttp.Answer answer = RawHttp.get("/api/inbox/" + agent.agent_id())
                .header("X-Agent-ID", agent.name())
                .header("X-Agent-Token", agent.token())
                .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void without_a_token_an_id_may_be_anybodys() {
        Api.ok(Api.local().header("X-Agent-ID", alice.agent_id()).get("/api/inbox/bob"));
        Api.ok(send(Api.local().header("X-Agent-ID", alice.agent_id()).contentType(ContentType.JSON), "bob"));
    }

    @Test
    void an_id_has_at_most_1024_characters() {
        Api.invalid(Api.in(project).header("X-Agent-ID", "x".repeat(1025)).get("/api/agents"), "X-Agent-ID");
    }

    private Response send(RequestSpecification request, String from) {
        return request.body(Map.of("project", project, "from", from, "to", List.of("carol"), "body", "hello"))
                .post("/api/messages");
    }

    private static void mismatch(Response answer) {
        Api.refused(answer, 403, "agent_mismatch");
    }
}
