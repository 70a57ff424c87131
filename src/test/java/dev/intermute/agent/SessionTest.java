package dev.intermute.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class SessionTest {
    private final String project = Api.freshProject();
    private final String session = UUID.randomUUID().toString();

    @Test
    void the_session_of_a_live_agent_is_active_session_conflict_to_others() {
        Registered agent = registered();

        Response again = again(null, Map.of());

        Api.refused(again, 409, "active_session_conflict");
        assertThat(again.asString()).doesNotContain(agent.token());
    }

    @Test
    void an_unknown_token_does_not_open_a_live_session() {
        registered();

        Api.refused(again("guessed", Map.of()), 409, "active_session_conflict");
    }

    @Test
    void a_session_counts_in_capitals_too() {
        registered();

        Response again = Api.json(Map.of("project", project, "session_id", session.toUpperCase(java.util.Locale.ROOT)))
                .post("/api/agents");

        Api.refused(again, 409, "active_session_conflict");
    }

    @Test
    void the_same_session_in_another_project_is_another_agent() {
        Registered agent = registered();

        Registered other = Api.register(Map.of("project", Api.freshProject(), "session_id", session, "name", "alice"));

        assertThat(other.agent_id()).isNotEqualTo(agent.agent_id());
        assertThat(other.session_id()).isEqualTo(session);
    }

    @Test
    void an_agent_that_refreshes_itself_keeps_id_and_token() {
        Registered agent = registered();

        Registered again = again(agent.token(), Map.of()).as(Registered.class);

        assertThat(again.agent_id()).isEqualTo(agent.agent_id());
        assertThat(again.session_id()).isEqualTo(session);
        assertThat(again.name()).isEqualTo("alice");
        assertThat(again.token()).isEqualTo(agent.token());
        Api.as(again)
                .post("/api/agents/{id}/heartbeat", agent.agent_id())
                .then()
                .statusCode(200);
    }

    @Test
    void a_refresh_replaces_what_is_given_and_leaves_the_rest() {
        Registered agent = registered();

        again(agent.token(), Map.of("metadata", Map.of("new", "1"))).then().statusCode(200);

        JsonPath stored = Api.agent(project, agent.agent_id());
        assertThat(stored.getMap("metadata")).isEqualTo(Map.of("new", "1"));
        assertThat(stored.getList("capabilities")).containsExactly("java");
        assertThat(stored.getString("status")).isEqualTo("busy");
        assertThat(stored.getString("name")).isEqualTo("alice");
    }

    @Test
    void a_refresh_may_change_the_name() {
        Registered agent = registered();

        Registered again = again(agent.token(), Map.of("name", "alicia")).as(Registered.class);

        assertThat(again.name()).isEqualTo("alicia");
        assertThat(Api.agent(project, "alicia").getString("agent_id")).isEqualTo(agent.agent_id());
        Api.refused(Api.in(project).get("/api/agents/alice"), 404, "agent_not_found");
    }

    @Test
    void a_refresh_under_its_own_name_takes_no_number() {
        Registered agent = registered();

        Registered again = again(agent.token(), Map.of("name", "alice")).as(Registered.class);

        assertThat(again.name()).isEqualTo("alice");
        assertThat(again.requested_name()).isNull();
    }

    @Test
    void a_refresh_may_carry_the_id_beside_the_token() {
        Registered agent = registered();

        Api.as(agent)
                .contentType(ContentType.JSON)
                .body(Map.of("project", project, "session_id", session))
                .post("/api/agents")
                .then()
                .statusCode(200);
    }

    @Test
    void another_agents_token_does_not_open_a_session() {
        registered();
        Registered mallory = Api.register(project, "mallory");

        Api.refused(again(mallory.token(), Map.of()), 403, "agent_mismatch");
    }

    private Registered registered() {
        return Api.register(Map.of(
                "project",
                project,
                "session_id",
                session,
                "name",
                "alice",
                "capabilities",
                List.of("java"),
                "metadata",
                Map.of("old", "1"),
                "status",
                "busy"));
    }

    private Response again(String token, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("project", project);
        body.put("session_id", session);
        return (token == null ? Api.json(body) : Api.json(body).header("X-Agent-Token", token)).post("/api/agents");
    }
}
