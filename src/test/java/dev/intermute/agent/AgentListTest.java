package dev.intermute.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class AgentListTest {
    private static final String[] FIELDS = {
        "agent_id",
        "session_id",
        "name",
        "project",
        "capabilities",
        "metadata",
        "status",
        "last_seen",
        "created_at",
        "liveness"
    };

    private final String project = Api.freshProject();

    @Test
    void an_agent_is_shown_with_these_fields_and_no_token() {
        Registered alice = Api.register(project, "alice");

        JsonPath one = Api.agent(project, alice.agent_id());

        Api.hasFields(one, "$", FIELDS);
        assertThat(one.getString("agent_id")).isEqualTo(alice.agent_id());
        assertThat(one.getString("session_id")).isEqualTo(alice.session_id());
        assertThat(one.getString("project")).isEqualTo(project);
        assertThat(one.getString("liveness")).isEqualTo("active");
        assertThat(one.getString("last_seen")).matches(Api.TIME);
        assertThat(one.getString("created_at")).matches(Api.TIME);
    }

    @Test
    void an_agent_is_found_by_name_too() {
        Registered alice = Api.register(project, "alice");

        assertThat(Api.agent(project, "alice").getString("agent_id")).isEqualTo(alice.agent_id());
    }

    @Test
    void an_unknown_agent_is_agent_not_found() {
        Api.refused(Api.in(project).get("/api/agents/nobody"), 404, "agent_not_found");
    }

    @Test
    void a_reference_has_at_most_1024_characters() {
        Api.refused(Api.in(project).get("/api/agents/{id}", "x".repeat(1024)), 404, "agent_not_found");
        Api.invalid(Api.in(project).get("/api/agents/{id}", "x".repeat(1025)), "id");
    }

    @Test
    void the_list_shows_each_agent_as_it_is_shown_alone() {
        Api.register(project, "alice");

        Response answer = Api.in(project).get("/api/agents");

        JsonPath list = Api.ok(answer);
        Api.hasFields(list, "$", "agents");
        Api.hasFields(list, "agents[0]", FIELDS);
        assertThat(answer.header("X-Next-Cursor")).isNull();
    }

    @Test
    void an_empty_project_has_an_empty_list() {
        assertThat(Api.ok(Api.in(project).get("/api/agents")).getList("agents")).isEmpty();
    }

    @Test
    void the_most_recently_seen_comes_first() {
        Registered alice = Api.register(project, "alice");
        Api.register(project, "bob");
        Api.register(project, "carol");

        Api.as(alice).post("/api/agents/alice/heartbeat").then().statusCode(200);

        assertThat(names(Api.in(project).get("/api/agents"))).containsExactly("alice", "carol", "bob");
    }

    @Test
    void capabilities_are_an_or_match() {
        register("alice", List.of("java", "sql"));
        register("bob", List.of("go"));
        register("carol", List.of("rust"));

        assertThat(withCapability("go,sql")).containsExactlyInAnyOrder("alice", "bob");
        assertThat(withCapability(" rust , go ")).containsExactlyInAnyOrder("bob", "carol");
        assertThat(withCapability("cobol")).isEmpty();
        assertThat(withCapability("jav")).isEmpty();
        assertThat(withCapability("")).containsExactlyInAnyOrder("alice", "bob", "carol");
    }

    @Test
    void a_limit_makes_pages_that_hold_each_agent_once() {
        List.of("a", "b", "c", "d", "e").forEach(name -> Api.register(project, name));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            Response page = Api.in(project)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get("/api/agents");
            seen.addAll(names(page));
            cursor = page.header("X-Next-Cursor");
            pages++;
        }

        assertThat(seen).containsExactly("e", "d", "c", "b", "a");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void pages_keep_to_the_capability() {
        List.of("a", "b", "c").forEach(name -> register(name, List.of("java")));
        register("d", List.of("go"));

        Response first = Api.in(project)
                .queryParam("limit", 2)
                .queryParam("capability", "java")
                .get("/api/agents");
        Response second = Api.in(project)
                .queryParam("limit", 2)
                .queryParam("capability", "java")
                .queryParam("cursor", first.header("X-Next-Cursor"))
                .get("/api/agents");

        assertThat(names(first)).containsExactly("c", "b");
        assertThat(names(second)).containsExactly("a");
        assertThat(second.header("X-Next-Cursor")).isNull();
    }

    @Test
    void a_limit_that_is_no_number_or_below_one_is_refused() {
        Api.invalid(Api.in(project).queryParam("limit", "many").get("/api/agents"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "0").get("/api/agents"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "-1").get("/api/agents"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "1.5").get("/api/agents"), "limit");
    }

    @Test
    void a_limit_above_the_largest_is_cut() {
        Api.register(project, "alice");

        assertThat(names(Api.in(project).queryParam("limit", "1000000").get("/api/agents")))
                .containsExactly("alice");
        assertThat(names(Api.in(project)
                        .queryParam("limit", "99999999999999999999")
                        .get("/api/agents")))
                .containsExactly("alice");
    }

    @Test
    void a_position_that_is_none_is_refused() {
        Api.invalid(Api.in(project).queryParam("cursor", "what?").get("/api/agents"), "cursor");
    }

    private void register(String name, List<String> capabilities) {
        Api.register(Map.of("project", project, "name", name, "capabilities", capabilities));
    }

    private List<String> withCapability(String capability) {
        return names(Api.in(project).queryParam("capability", capability).get("/api/agents"));
    }

    private static List<String> names(Response answer) {
        return Api.ok(answer).getList("agents.name");
    }
}
