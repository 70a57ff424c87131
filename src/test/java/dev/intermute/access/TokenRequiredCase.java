package dev.intermute.access;

import java.util.List;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that wants the token of whomever a request acts for; where it runs is said by who inherits. */
abstract class TokenRequiredCase {
    private final String project = Api.freshProject();
    private Registered alice;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
    }

    @Test
    void who_acts_for_an_agent_without_its_token_is_agent_mismatch() {
        for (RequestSpecification request : List.of(
                Api.in(project),
                Api.in(project).header("X-Agent-ID", alice.agent_id()),
                Api.in(project).header("X-Agent-ID", alice.agent_id()).header("X-Agent-Token", "guessed"))) {
            request.contentType(ContentType.JSON);
            mismatch(request.get("/api/inbox/alice"));
            mismatch(request.post("/api/agents/alice/heartbeat"));
            mismatch(request.queryParam("agent", "alice").post("/api/messages/m1/read"));
            mismatch(request.body(Map.of("from", "alice", "to", List.of("bob"))).post("/api/messages"));
            mismatch(request.body(Map.of("project", project, "agent", "alice")).post("/api/tasks/claim"));
            mismatch(request.body(Map.of("metadata", Map.of("a", "b"))).patch("/api/agents/alice/metadata"));
        }
    }

    @Test
    void who_acts_for_a_mailbox_is_agent_mismatch_too() {
        mismatch(Api.in(project).get("/api/inbox/a-mailbox"));
    }

    @Test
    void an_agent_with_its_token_does_all_that() {
        Api.ok(Api.as(alice).get("/api/inbox/alice"));
        Api.ok(Api.as(alice).post("/api/agents/alice/heartbeat"));
        Api.ok(Api.as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("project", project, "id", "m1", "from", "alice", "to", List.of("alice"), "body", "x"))
                .post("/api/messages"));
        Api.ok(Api.as(alice).post("/api/messages/m1/ack"));
        Api.as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("project", project, "agent", "alice"))
                .post("/api/tasks/claim")
                .then()
                .statusCode(204);
    }

    @Test
    void an_id_without_its_token_marks_nothing_and_makes_no_event() {
        Api.as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("id", "m3-" + project, "from", "alice", "to", List.of("alice")))
                .post("/api/messages")
                .then()
                .statusCode(200);

        for (String way : List.of("read", "ack")) {
            String path = "/api/messages/m3-" + project + "/" + way;
            mismatch(Api.in(project).header("X-Agent-ID", alice.agent_id()).post(path));
            mismatch(Api.as(alice.agent_id(), "guessed")
                    .queryParam("project", project)
                    .post(path));
        }

        assertThat(Api.events(project).getList("events.type")).containsExactly("message.created");
        Api.ok(Api.as(alice).post("/api/messages/m3-" + project + "/ack"));
    }

    @Test
    void who_listens_for_an_agent_without_its_token_is_agent_mismatch() {
        String path = "/ws/agents/alice?project=" + project;

        WebSocketHandshake.to(path).refused(403, "agent_mismatch");
        WebSocketHandshake.to(path).header("X-Agent-ID", "alice").refused(403, "agent_mismatch");
        WebSocketHandshake.to("/ws/agents/a-mailbox?project=" + project).refused(403, "agent_mismatch");
        WebSocketHandshake.to(path)
                .header("X-Agent-ID", "alice")
                .header("X-Agent-Token", alice.token())
                .open()
                .leave();
        WebSocketHandshake.to("/ws/events?project=" + project).open().leave();
    }

    @Test
    void what_acts_for_nobody_needs_no_token() {
        Api.ok(Api.in(project).get("/api/agents"));
        Api.ok(Api.in(project).get("/api/agents/alice"));
        Api.ok(Api.in(project).get("/api/inbox/alice/counts"));
        Api.ok(Api.in(project).get("/api/inbox/alice/stale-acks"));
        Api.ok(Api.in(project).get("/api/events"));
    }

    @Test
    void an_id_without_its_token_shows_no_hidden_recipient() {
        Api.as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("id", "m2", "from", "alice", "to", List.of("bob"), "bcc", List.of("carol")))
                .post("/api/messages")
                .then()
                .statusCode(200);

        Response guessed =
                Api.in(project).header("X-Agent-ID", alice.agent_id()).get("/api/messages/m2");

        assertThat(Api.ok(guessed).getList("recipients.agent")).containsExactly("bob");
        assertThat(Api.ok(Api.as(alice).get("/api/messages/m2")).getList("recipients.agent"))
                .containsExactlyInAnyOrder("bob", "carol");
    }

    private static void mismatch(Response answer) {
        Api.refused(answer, 403, "agent_mismatch");
    }
}
