package dev.intermute.agent;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(TestServer.class)
class RegistrationTest {
    private static final int TOKEN_BITS = 256;

    private final String project = Api.freshProject();

    @Test
    void a_registration_gives_id_session_name_token_and_cursor_and_nothing_else() {
        JsonPath answer = Api.ok(register(Map.of("name", "alice")));

        Api.hasFields(answer, "$", "agent_id", "session_id", "name", "token", "cursor");
        assertThat(answer.getString("agent_id")).matches(Api.ID);
        assertThat(answer.getString("session_id")).matches("[0-9a-f-]{36}");
        assertThat(answer.getString("name")).isEqualTo("alice");
        assertThat(answer.getLong("cursor")).isNotNegative();
    }

    @Test
    void a_token_is_256_random_bits() {
        String one = Api.register(project, "one").token();
        String two = Api.register(project, "two").token();

        assertThat(Base64.getUrlDecoder().decode(one)).hasSize(TOKEN_BITS / Byte.SIZE);
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void everything_that_an_agent_says_of_itself_is_kept() {
        String session = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";
        Registered agent = Api.register(Map.of(
                "project",
                project,
                "name",
                "alice",
                "session_id",
                session,
                "capabilities",
                List.of("java", "sql"),
                "metadata",
                Map.of("repo", "intermute"),
                "status",
                "busy"));

        JsonPath stored = Api.agent(project, agent.agent_id());

        assertThat(stored.getString("session_id")).isEqualToIgnoringCase(session);
        assertThat(stored.getList("capabilities")).containsExactly("java", "sql");
        assertThat(stored.getMap("metadata")).isEqualTo(Map.of("repo", "intermute"));
        assertThat(stored.getString("status")).isEqualTo("busy");
    }

    @Test
    void an_agent_without_a_name_gets_two_memorable_words() {
        JsonPath answer = Api.ok(register(Map.of()));

        assertThat(answer.getString("name")).matches("[a-z]+-[a-z]+");
        assertThat(answer.getString("requested_name")).isNull();
    }

    @Test
    void generated_names_are_unique_in_the_project() {
        List<String> names = new ArrayList<>();

        IntStream.range(0, 30).forEach(i -> names.add(Api.ok(register(Map.of())).getString("name")));

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void blank_fields_of_a_registration_count_as_absent() {
        Map<String, Object> blank = new HashMap<>();
        blank.put("name", "  ");
        blank.put("session_id", "");
        blank.put("status", " \t");
        blank.put("name_conflict", "");
        blank.put("capabilities", null);
        blank.put("metadata", null);

        JsonPath answer = Api.ok(register(blank));

        assertThat(answer.getString("name")).matches("[a-z]+-[a-z]+");
        JsonPath stored = Api.agent(project, answer.getString("agent_id"));
        assertThat(stored.getString("status")).isEmpty();
        assertThat(stored.getList("capabilities")).isEmpty();
        assertThat(stored.getMap("metadata")).isEmpty();
    }

    @Test
    void the_empty_string_for_a_list_or_a_map_counts_as_absent() {
        JsonPath answer = Api.ok(register(Map.of("name", "alice", "capabilities", "", "metadata", "")));

        JsonPath stored = Api.agent(project, answer.getString("agent_id"));
        assertThat(stored.getList("capabilities")).isEmpty();
        assertThat(stored.getMap("metadata")).isEmpty();
    }

    @Test
    void blank_values_inside_metadata_are_kept() {
        Api.ok(register(Map.of("name", "alice", "metadata", Map.of("empty", "", "spaces", "  "))));

        JsonPath stored = Api.agent(project, "alice");

        assertThat(stored.getMap("metadata")).isEqualTo(Map.of("empty", "", "spaces", "  "));
    }

    @Test
    void unknown_fields_are_ignored() {
        Api.ok(register(Map.of("name", "alice", "colour", "blue", "nested", Map.of("a", List.of(1, 2)))));
    }

    @Test
    void a_session_that_is_no_uuid_is_invalid_session_id() {
        Response answer = register(Map.of("session_id", "yesterday"));

        Api.refused(answer, 400, "invalid_session_id").body("field", equalTo("session_id"));
    }

    @Test
    void a_name_in_the_form_of_a_uuid_is_refused() {
        Api.invalid(register(Map.of("name", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")), "name");
        Api.invalid(register(Map.of("name", "3F2504E0-4F89-41D3-9A0C-0305E82C3301")), "name");
    }

    @Test
    void a_name_has_at_most_1024_characters_of_any_kind() {
        assertThat(Api.ok(register(Map.of("name", "🙂".repeat(1024)))).getString("name"))
                .hasSize(2048);

        Api.invalid(register(Map.of("name", "x".repeat(1025))), "name");
        Api.invalid(register(Map.of("name", "🙂".repeat(1025))), "name");
    }

    @Test
    void a_project_has_at_most_1024_characters() {
        Api.invalid(Api.json(Map.of("project", "p".repeat(1025))).post("/api/agents"), "project");
    }

    @Test
    void an_agent_has_at_most_100_capabilities() {
        List<String> hundred =
                IntStream.range(0, 100).mapToObj(i -> "skill-" + i).toList();
        List<String> more = IntStream.range(0, 101).mapToObj(i -> "skill-" + i).toList();

        Api.ok(register(Map.of("capabilities", hundred)));
        Api.invalid(register(Map.of("capabilities", more)), "capabilities");
    }

    @Test
    void metadata_has_at_most_64_kib() {
        Api.ok(register(Map.of("metadata", Map.of("k", "x".repeat(65_000)))));

        Api.invalid(register(Map.of("metadata", Map.of("k", "x".repeat(65_536)))), "metadata");
        Api.invalid(register(Map.of("metadata", Map.of("k", "é".repeat(33_000)))), "metadata");
    }

    @Test
    void an_unknown_name_conflict_rule_is_refused() {
        Api.invalid(register(Map.of("name", "alice", "name_conflict", "fight")), "name_conflict");
    }

    private Response register(Map<String, Object> body) {
        Map<String, Object> inProject = new HashMap<>(body);
        inProject.put("project", project);
        return Api.json(inProject).post("/api/agents");
    }
}
