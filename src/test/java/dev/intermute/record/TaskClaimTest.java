package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

/** Tasks are handed out, the oldest first, each to one agent. */
@QuarkusTest
@WithTestResource(TestServer.class)
class TaskClaimTest {
    private final String project = Api.freshProject();

    @Test
    void the_oldest_pending_task_is_handed_out() {
        JsonPath first = Sample.TASKS.make(project, "id", "t1");
        Sample.TASKS.make(project, "id", "t2");
        Sample.TASKS.make(project, "status", "blocked");
        Api.ok(Sample.TASKS.put(first, Map.of("title", "changed since")));

        Response answer = claim(Map.of("agent", "ada"));

        JsonPath task = Api.ok(answer);
        assertThat(task.getString("id")).isEqualTo("t1");
        assertThat(task.getString("agent")).isEqualTo("ada");
        assertThat(task.getString("status")).isEqualTo("running");
        assertThat(task.getLong("version")).isEqualTo(3);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(length(task)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Api.ok(Sample.TASKS.get(project, "t1")).getMap("$")).isEqualTo(task.getMap("$"));
        assertThat(Api.ok(claim(Map.of("agent", "bob"))).getString("id")).isEqualTo("t2");
        assertThat(claim(Map.of("agent", "ada")).statusCode()).isEqualTo(204);
    }

    @Test
    void only_tasks_of_the_story_are_handed_out_where_one_is_named() {
        Sample.TASKS.make(project, "id", "t1");
        Sample.TASKS.make(project, Map.of("title", "x", "id", "t2", "story_id", "st1"));

        assertThat(Api.ok(claim(Map.of("agent", "ada", "story", "st1"))).getString("id"))
                .isEqualTo("t2");
        assertThat(claim(Map.of("agent", "ada", "story", "st1")).statusCode()).isEqualTo(204);
        assertThat(Api.ok(claim(Map.of("agent", "ada", "story", " "))).getString("id"))
                .isEqualTo("t1");
    }

    @Test
    void another_projects_tasks_are_not_handed_out() {
        Sample.TASKS.make(Api.freshProject(), "id", "t1");

        assertThat(claim(Map.of("agent", "ada")).statusCode()).isEqualTo(204);
    }

    @Test
    void a_claim_is_one_event() {
        Registered ada = Api.register(project, "ada");
        Sample.TASKS.make(project, "id", "t1");
        JsonPath task = Api.ok(claim(Map.of("agent", ada.agent_id())));
        claim(Map.of("agent", "ada"));

        JsonPath log = Api.events(project);

        assertThat(log.getList("events.type")).containsExactly("task.created", "task.assigned");
        assertThat(log.getString("events[1].kind")).isEqualTo("task");
        assertThat(log.getString("events[1].action")).isEqualTo("updated");
        assertThat(log.getMap("events[1].data")).isEqualTo(task.getMap("$"));
    }

    @Test
    void a_claim_lasts_as_long_as_was_asked_for() {
        for (int minutes : List.of(1, 1440)) {
            Sample.TASKS.make(project, Sample.TASKS.least);
            assertThat(length(Api.ok(claim(Map.of("agent", "ada", "claim_ttl_minutes", minutes)))))
                    .isEqualTo(Duration.ofMinutes(minutes));
        }
        for (Object wrong : List.of(0, -1, 1441, "5", 1.5)) {
            Api.invalid(claim(Map.of("agent", "ada", "claim_ttl_minutes", wrong)), "claim_ttl_minutes");
        }
    }

    @Test
    void a_claim_needs_an_agent() {
        Api.invalid(claim(Map.of()), "agent");
        Api.invalid(claim(Map.of("agent", " ")), "agent");
        Api.invalid(claim(Map.of("agent", "x".repeat(1025))), "agent");
        Api.invalid(claim(Map.of("agent", "ada", "story", 7)), "story");
        Api.refused(
                Api.keyed(TestServer.KEY_A)
                        .contentType("application/json")
                        .body(Map.of("agent", "ada"))
                        .post("/api/tasks/claim"),
                400,
                "project_required");
    }

    @Test
    void nobody_claims_with_anothers_token() {
        Registered ada = Api.register(project, "ada");
        Api.register(project, "bob");

        Api.refused(
                Api.as(ada)
                        .contentType("application/json")
                        .body(Map.of("project", project, "agent", "bob"))
                        .post("/api/tasks/claim"),
                403,
                "agent_mismatch");
    }

    @Test
    void a_sign_of_life_gives_the_claim_its_full_time_again() {
        Registered ada = Api.register(project, "ada");
        Sample.TASKS.make(project, "id", "t1");
        JsonPath task = Api.ok(claim(Map.of("agent", "ada", "claim_ttl_minutes", 1)));

        Api.ok(Api.in(project).post("/api/agents/{id}/heartbeat", ada.agent_id()));

        JsonPath renewed = Api.ok(Sample.TASKS.get(project, "t1"));
        assertThat(end(renewed)).isAfter(end(task));
        assertThat(renewed.getLong("version")).isEqualTo(task.getLong("version"));
        assertThat(Api.ok(Api.in(project).get("/api/tasks")).getString("[0].claim_expires_at"))
                .isEqualTo(renewed.getString("claim_expires_at"));
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @Test
    void a_claim_goes_on_while_its_agent_has_the_task_running() {
        Sample.TASKS.make(project, "id", "t1");
        JsonPath task = Api.ok(claim(Map.of("agent", "ada")));

        JsonPath renamed = Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 2, "title", "renamed")));
        assertThat(renamed.getString("claim_expires_at")).isEqualTo(task.getString("claim_expires_at"));
        JsonPath done = Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 3, "status", "done")));

        assertThat(done.getMap("$")).doesNotContainKey("claim_expires_at");
        assertThat(done.getString("agent")).isEqualTo("ada");
        assertThat(claim(Map.of("agent", "bob")).statusCode()).isEqualTo(204);
    }

    @Test
    void a_claim_ends_when_the_task_is_another_agents_or_pending_again() {
        Sample.TASKS.make(project, "id", "t1");
        Api.ok(claim(Map.of("agent", "ada")));
        JsonPath assigned = Api.ok(
                Api.json(Map.of("agent", "bob")).queryParam("project", project).post("/api/tasks/t1/assign"));
        assertThat(assigned.getMap("$")).doesNotContainKey("claim_expires_at");

        JsonPath pending = Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 3, "status", "pending")));
        assertThat(pending.getMap("$")).doesNotContainKey("claim_expires_at");
        assertThat(Api.ok(claim(Map.of("agent", "cid"))).getString("agent")).isEqualTo("cid");
        Sample.TASKS.delete(project, "t1");
        assertThat(claim(Map.of("agent", "cid")).statusCode()).isEqualTo(204);
    }

    @Test
    void where_no_project_is_named_it_is_that_of_the_agent() {
        Registered ada = Api.register(project, "ada");
        Sample.TASKS.make(project, Map.of("id", "t1", "title", "first"));

        JsonPath claimed = Api.ok(Api.json(Map.of("agent", ada.agent_id())).post("/api/tasks/claim"));

        assertThat(claimed.getString("project")).isEqualTo(project);
        assertThat(claimed.getString("id")).isEqualTo("t1");
        assertThat(Api.ok(Api.json(Map.of("agent", ada.agent_id())).post("/api/tasks/t1/assign"))
                        .getString("status"))
                .isEqualTo("running");
        Map<String, Object> another = Map.of("title", "second", "agent", ada.agent_id());
        Response made = Api.json(another).post("/api/tasks");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<String>path("project")).isEqualTo(project);
    }

    @Test
    void an_agent_of_another_project_keeps_no_claim_here() {
        Registered stranger = Api.register(Api.freshProject(), "ada");
        Sample.TASKS.make(project, "id", "t1");
        JsonPath task = Api.ok(claim(Map.of("agent", stranger.agent_id(), "claim_ttl_minutes", 1)));

        Api.ok(Api.as(stranger).post("/api/agents/{id}/heartbeat", stranger.agent_id()));
        Api.ok(Api.as(stranger).get("/api/tasks"));

        assertThat(end(Api.ok(Sample.TASKS.get(project, "t1")))).isEqualTo(end(task));
    }

    @Test
    void a_claim_of_who_registers_later_is_then_renewed_and_goes_on() {
        Sample.TASKS.make(project, "id", "t1");
        JsonPath task = Api.ok(claim(Map.of("agent", "ada", "claim_ttl_minutes", 1)));

        Registered ada = Api.register(project, "ada");

        JsonPath after = Api.ok(Sample.TASKS.get(project, "t1"));
        assertThat(end(after)).isAfter(end(task));
        assertThat(after.getString("agent")).isEqualTo("ada");
        assertThat(after.getLong("version")).isEqualTo(2);
        Api.ok(Api.in(project).post("/api/agents/{id}/heartbeat", ada.agent_id()));
        assertThat(end(Api.ok(Sample.TASKS.get(project, "t1")))).isAfter(end(after));
        JsonPath renamed = Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 2, "title", "renamed")));
        assertThat(renamed.getMap("$")).containsKey("claim_expires_at");
        assertThat(Sample.TASKS.ids(project, "agent", ada.agent_id())).containsExactly("t1");
    }

    @Test
    void a_task_is_claimed_by_whoever_has_the_name_now() {
        Sample.TASKS.make(project, Map.of("title", "x", "id", "t1", "agent", "ada"));
        Registered ada = Api.register(project, "ada");

        JsonPath task = Api.ok(claim(Map.of("agent", ada.agent_id())));

        assertThat(task.getString("agent")).isEqualTo(ada.agent_id());
        assertThat(Sample.TASKS.ids(project, "agent", "ada")).containsExactly("t1");
    }

    private Response claim(Map<String, ?> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("project", project);
        return Api.json(body).post("/api/tasks/claim");
    }

    private static Duration length(JsonPath task) {
        return Duration.between(Instant.parse(task.getString("updated_at")), end(task));
    }

    private static Instant end(JsonPath task) {
        return Instant.parse(task.getString("claim_expires_at"));
    }
}
