package dev.intermute.agent;

import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(TestServer.class)
class NameTest {
    private final String project = Api.freshProject();

    @Test
    void a_taken_name_is_given_out_with_a_number() {
        Api.register(project, "alice");

        JsonPath second =
                Api.ok(Api.json(Map.of("project", project, "name", "alice")).post("/api/agents"));
        JsonPath third =
                Api.ok(Api.json(Map.of("project", project, "name", "alice")).post("/api/agents"));

        Api.hasFields(second, "$", "agent_id", "session_id", "name", "token", "cursor", "requested_name");
        assertThat(second.getString("name")).isEqualTo("alice-2");
        assertThat(second.getString("requested_name")).isEqualTo("alice");
        assertThat(third.getString("name")).isEqualTo("alice-3");
    }

    @Test
    void a_number_that_somebody_has_is_passed_over() {
        Api.register(project, "alice");
        Api.register(project, "alice-2");

        assertThat(Api.register(project, "alice").name()).isEqualTo("alice-3");
    }

    @Test
    void a_taken_name_is_refused_to_who_asks_for_that() {
        Registered holder = Api.register(project, "alice");

        Response refused = Api.json(Map.of("project", project, "name", "alice", "name_conflict", "refuse"))
                .post("/api/agents");

        Api.refused(refused, 409, "name_taken")
                .body("agent_id", equalTo(holder.agent_id()))
                .body("last_seen", matchesPattern(Api.TIME));
    }

    @Test
    void refusing_changes_nothing_where_the_name_is_free() {
        Registered agent = Api.register(Map.of("project", project, "name", "alice", "name_conflict", "refuse"));

        assertThat(agent.name()).isEqualTo("alice");
    }

    @Test
    void case_counts_in_names() {
        Api.register(project, "alice");

        assertThat(Api.register(project, "Alice").name()).isEqualTo("Alice");
        Api.refused(Api.in(project).get("/api/agents/ALICE"), 404, "agent_not_found");
    }

    @Test
    void another_project_has_names_of_its_own() {
        Api.register(project, "alice");

        assertThat(Api.register(Api.freshProject(), "alice").requested_name()).isNull();
    }

    @Test
    void an_id_is_tried_before_a_name() {
        Registered alice = Api.register(project, "alice");
        Api.register(project, "bob");

        assertThat(Api.agent(project, alice.agent_id()).getString("name")).isEqualTo("alice");
        assertThat(Api.agent(project, "bob").getString("name")).isEqualTo("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "🙂"})
    void a_taken_name_of_full_length_is_shortened_for_its_number(String character) {
        String longest = character.repeat(1024);
        Api.register(project, longest);

        Registered second = Api.register(project, longest);

        assertThat(second.name()).isEqualTo(character.repeat(1022) + "-2");
        assertThat(second.requested_name()).isEqualTo(longest);
        assertThat(Api.agent(project, second.name()).getString("agent_id")).isEqualTo(second.agent_id());
    }
}
