package dev.intermute.agent;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class HeartbeatTest {
    private final String project = Api.freshProject();
    private Registered alice;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
    }

    @Test
    void a_heartbeat_is_answered_with_the_id() {
        JsonPath answer = Api.ok(Api.local().post("/api/agents/{id}/heartbeat", alice.agent_id()));

        Api.hasFields(answer, "$", "agent_id");
        assertThat(answer.getString("agent_id")).isEqualTo(alice.agent_id());
    }

    @Test
    void a_heartbeat_by_name_is_answered_with_the_id() {
        JsonPath answer = Api.ok(Api.in(project).post("/api/agents/alice/heartbeat"));

        assertThat(answer.getString("agent_id")).isEqualTo(alice.agent_id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-prompt", "tool-use", "thinking", "unknown"})
    void a_heartbeat_may_tell_the_focus(String focus) {
        Api.ok(Api.json(Map.of("focus_state", focus)).post("/api/agents/{id}/heartbeat", alice.agent_id()));
    }

    @Test
    void another_focus_is_refused() {
        Api.invalid(
                Api.json(Map.of("focus_state", "asleep")).post("/api/agents/{id}/heartbeat", alice.agent_id()),
                "focus_state");
        Api.invalid(
                Api.json(Map.of("focus_state", "AT-PROMPT")).post("/api/agents/{id}/heartbeat", alice.agent_id()),
                "focus_state");
    }

    @Test
    void a_blank_focus_counts_as_absent() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("focus_state", null);

        Api.ok(Api.json(Map.of()).post("/api/agents/{id}/heartbeat", alice.agent_id()));
        Api.ok(Api.json(Map.of("focus_state", " ")).post("/api/agents/{id}/heartbeat", alice.agent_id()));
        Api.ok(Api.json(nothing).post("/api/agents/{id}/heartbeat", alice.agent_id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", "nonsense"})
    void an_empty_heartbeat_may_claim_any_content_type(String contentType) {
        RawHttp.Answer announced = RawHttp.post("/api/agents/" + alice.agent_id() + "/heartbeat")
                .header("Content-Type", contentType)
                .body("")
                .send();
        RawHttp.Answer silent = RawHttp.post("/api/agents/" + alice.agent_id() + "/heartbeat")
                .header("Content-Type", contentType)
                .send();

        assertThat(announced.status()).isEqualTo(200);
        assertThat(silent.status()).isEqualTo(200);
    }

    @Test
    void the_heartbeat_of_an_unknown_agent_is_agent_not_found() {
        Api.refused(Api.in(project).post("/api/agents/nobody/heartbeat"), 404, "agent_not_found");
    }
}
