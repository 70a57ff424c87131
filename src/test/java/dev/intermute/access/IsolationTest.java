package dev.intermute.access;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in one project doesn't exist for those in another: on no route, and not in the details of an error either. */
@QuarkusTest
@WithTestResource(TestServer.class)
class IsolationTest {
    private static final String HOME = "keyed-a";
    private static final String ELSEWHERE = "keyed-b";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String session = UUID.randomUUID().toString();
    private Registered alice;
    private String message;

    /** Callers in the other project. */
    enum Stranger {
        WITH_A_KEY,
        LOCAL;

        RequestSpecification request() {
            return this == WITH_A_KEY ? Api.keyed(TestServer.KEY_B) : Api.local();
        }
    }

    @BeforeEach
    void fillTheProject() {
        alice = Api.register(Map.of(
                "project", HOME, "name", "secret-" + mark, "session_id", session, "metadata", Map.of("secret", mark)));
        message = Mail.in(HOME)
                .from(alice.agent_id())
                .to("secret-box-" + mark, alice.agent_id())
                .thread("thread-" + mark)
                .body("secret")
                .with("ack_required", true)
                .send()
                .id();
    }

    @ParameterizedTest
    @EnumSource
    void an_agent_of_another_project_is_not_found(Stranger stranger) {
        for (String reference : List.of(alice.agent_id(), alice.name())) {
            notFound(in(stranger).get("/api/agents/{id}", reference), "agent_not_found");
            notFound(in(stranger).post("/api/agents/{id}/heartbeat", reference), "agent_not_found");
            notFound(
                    in(stranger)
                            .contentType(ContentType.JSON)
                            .body(Map.of("metadata", Map.of("a", "b")))
                            .patch("/api/agents/{id}/metadata", reference),
                    "agent_not_found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_message_of_another_project_is_not_found(Stranger stranger) {
        notFound(in(stranger).get("/api/messages/{id}", message), "message_not_found");
        notFound(
                in(stranger).header("X-Agent-ID", alice.agent_id()).get("/api/messages/{id}", message),
                "message_not_found");
        for (String action : List.of("read", "ack")) {
            notFound(in(stranger).post("/api/messages/{id}/" + action, message), "message_not_found");
            notFound(
                    in(stranger).queryParam("agent", alice.agent_id()).post("/api/messages/{id}/" + action, message),
                    "message_not_found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lists_hold_nothing_of_another_project(Stranger stranger) {
        for (String reference : List.of(alice.agent_id(), alice.name(), "secret-box-" + mark)) {
            hasNothing(in(stranger).get("/api/inbox/{id}", reference), "messages");
            hasNothing(
                    in(stranger).queryParam("ttl_seconds", 0).get("/api/inbox/{id}/stale-acks", reference), "messages");
            hasNothing(in(stranger).queryParam("agent", reference).get("/api/threads"), "threads");
            assertThat(Api.ok(in(stranger).get("/api/inbox/{id}/counts", reference))
                            .getLong("total"))
                    .isZero();
        }
        hasNothing(in(stranger).get("/api/threads/{id}", "thread-" + mark), "messages");
        for (String list : List.of("/api/agents", "/api/agents?capability=", "/api/events")) {
            Response answer = in(stranger).get(list);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).doesNotContain(mark, alice.agent_id(), message);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ids_names_and_sessions_of_another_project_are_free(Stranger stranger) {
        Response agent = in(stranger)
                .contentType(ContentType.JSON)
                .header("X-Agent-Token", alice.token())
                .body(Map.of("name", alice.name(), "session_id", UUID.randomUUID(), "name_conflict", "refuse"))
                .post("/api/agents");
        Response sent = in(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("id", message, "from", "mallory", "to", List.of("bob"), "body", "mine"))
                .post("/api/messages");

        // The second stranger finds the first one's agent and message there, and nothing of alice's.
        assertThat(agent.statusCode()).isIn(200, 409);
        assertThat(agent.asString()).doesNotContain(alice.agent_id(), alice.token());
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(Api.ok(Api.in(HOME).get("/api/messages/{id}", message)).getString("body"))
                .isEqualTo("secret");
    }

    @ParameterizedTest
    @EnumSource
    void a_live_session_of_another_project_is_no_conflict(Stranger stranger) {
        Response answer = in(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("session_id", session))
                .post("/api/agents");

        assertThat(Api.ok(answer).getString("agent_id")).isNotEqualTo(alice.agent_id());
    }

    @ParameterizedTest
    @EnumSource
    void a_token_of_another_project_is_unknown(Stranger stranger) {
        Response answer = in(stranger)
                .header("X-Agent-ID", "somebody")
                .header("X-Agent-Token", alice.token())
                .get("/api/inbox/anybody");

        hasNothing(answer, "messages");
    }

    private RequestSpecification in(Stranger stranger) {
        return stranger.request().queryParam("project", ELSEWHERE);
    }

    private void notFound(Response answer, String error) {
        Api.refused(answer, 404, error);
        assertThat(answer.asString()).doesNotContain(mark, alice.agent_id(), alice.session_id());
    }

    private void hasNothing(Response answer, String list) {
        assertThat(Api.ok(answer).getList(list)).isEmpty();
    }
}
