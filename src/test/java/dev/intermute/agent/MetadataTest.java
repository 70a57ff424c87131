package dev.intermute.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class MetadataTest {
    private final String project = Api.freshProject();
    private Registered alice;

    @BeforeEach
    void register() {
        alice = Api.register(
                Map.of("project", project, "name", "alice", "metadata", Map.of("repo", "intermute", "branch", "main")));
    }

    @Test
    void keys_merge_and_the_answer_is_the_agent() {
        JsonPath answer = Api.ok(patch(Map.of("branch", "next", "task", "7")));

        assertThat(answer.getString("agent_id")).isEqualTo(alice.agent_id());
        assertThat(answer.getString("liveness")).isEqualTo("active");
        assertThat(answer.getMap("metadata")).isEqualTo(Map.of("repo", "intermute", "branch", "next", "task", "7"));
        assertThat(Api.agent(project, "alice").getMap("metadata")).isEqualTo(answer.getMap("metadata"));
    }

    @Test
    void a_null_value_removes_its_key() {
        Map<String, Object> changes = new HashMap<>();
        changes.put("branch", null);
        changes.put("never-there", null);

        assertThat(Api.ok(patch(changes)).getMap("metadata")).isEqualTo(Map.of("repo", "intermute"));
    }

    @Test
    void blank_values_are_kept() {
        assertThat(Api.ok(patch(Map.of("branch", "", "note", "  "))).getMap("metadata"))
                .isEqualTo(Map.of("repo", "intermute", "branch", "", "note", "  "));
    }

    @Test
    void an_agent_is_found_by_name_too() {
        Api.ok(Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/alice/metadata"));
    }

    @Test
    void metadata_that_changes_nothing_is_refused() {
        Api.invalid(patch(Map.of()), "metadata");
        Api.invalid(Api.json(Map.of()).patch("/api/agents/{id}/metadata", alice.agent_id()), "metadata");
        Api.invalid(Api.json(Map.of("metadata", "")).patch("/api/agents/{id}/metadata", alice.agent_id()), "metadata");
        Api.invalid(Api.local().patch("/api/agents/{id}/metadata", alice.agent_id()), "metadata");
    }

    @Test
    void values_must_be_strings() {
        Api.invalid(patch(Map.of("count", 7)), "metadata");
        Api.invalid(patch(Map.of("list", List.of("a"))), "metadata");
        Api.invalid(patch(Map.of("flag", true)), "metadata");
        Api.invalid(patch("text"), "metadata");
        Api.invalid(patch(List.of("a", "b")), "metadata");
    }

    @Test
    void metadata_is_measured_after_merging() {
        Api.ok(patch(Map.of("first", "x".repeat(40_000))));

        Api.invalid(patch(Map.of("second", "x".repeat(40_000))), "metadata");

        assertThat(Api.agent(project, "alice").getMap("metadata")).doesNotContainKey("second");
        Api.ok(patch(Map.of("first", "", "second", "x".repeat(40_000))));
    }

    @Test
    void an_unknown_agent_is_agent_not_found() {
        Response answer = Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/nobody/metadata");

        Api.refused(answer, 404, "agent_not_found");
    }

    private Response patch(Object metadata) {
        return Api.json(Map.of("metadata", metadata)).patch("/api/agents/{id}/metadata", alice.agent_id());
    }
}
