package dev.intermute.record;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.UnsweptProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Claims whose time runs out, with the sweeper far away: what is decided by a request needs none. */
@QuarkusTest
@TestProfile(UnsweptProfile.class)
@WithTestResource(TestServer.class)
class TaskClaimClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();

    @BeforeEach
    void makeATask() {
        Api.register(project, "ada");
        Sample.TASKS.make(project, "id", "t1");
    }

    @Test
    void whoever_asks_gets_a_task_whose_claim_has_run_out_unswept() {
        Api.ok(claim("ada"));
        Sample.TASKS.make(project, "id", "t2");

        clock.advance(Duration.ofSeconds(61));
        JsonPath task = Api.ok(claim("bob"));

        assertThat(task.getString("id")).isEqualTo("t1");
        assertThat(task.getLong("version")).isEqualTo(4);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("task.created", "task.assigned", "task.created", "task.updated", "task.assigned");
    }

    @Test
    void each_sign_of_life_keeps_a_claim() {
        Api.ok(claim("ada"));

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(50));
            Api.ok(Api.in(project).header("X-Agent-ID", "ada").get("/api/tasks"));
        }

        assertThat(claim("bob").statusCode()).isEqualTo(204);
        assertThat(task().getString("agent")).isEqualTo("ada");
        clock.advance(Duration.ofSeconds(61));
        assertThat(Api.ok(claim("bob")).getString("id")).isEqualTo("t1");
    }

    @Test
    void a_sign_of_life_that_comes_too_late_revives_nothing() {
        Api.ok(claim("ada"));

        clock.advance(Duration.ofSeconds(61));
        Api.ok(Api.in(project).post("/api/agents/ada/heartbeat"));

        assertThat(Api.ok(claim("bob")).getString("id")).isEqualTo("t1");
    }

    @Test
    void what_others_do_to_an_agent_is_no_sign_of_its_life() {
        Api.ok(claim("ada"));

        clock.advance(Duration.ofSeconds(50));
        Api.ok(Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/ada/metadata"));
        clock.advance(Duration.ofSeconds(11));

        assertThat(Api.ok(claim("bob")).getString("id")).isEqualTo("t1");
    }

    @Test
    void whoever_takes_over_a_name_keeps_none_of_its_claims() {
        Api.ok(claim("ada", 6));

        clock.advance(Duration.ofSeconds(330));
        Registered heir = Api.register(project, "ada");
        clock.advance(Duration.ofSeconds(31));

        assertThat(heir.name()).isEqualTo("ada");
        assertThat(Api.ok(claim("bob")).getString("id")).isEqualTo("t1");
    }

    @Test
    void who_was_named_is_so_still_when_the_name_has_gone_to_another() {
        String ada = Api.agent(project, "ada").getString("agent_id");
        JsonPath task = Api.ok(claim("ada", 1440));
        Sample.SESSIONS.make(project, Map.of("id", "s1", "name", "morning", "agent", "ada"));

        clock.advance(Duration.ofMinutes(6));
        Registered heir = Api.register(project, "ada");
        JsonPath renamed = Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 2, "title", "renamed")));
        Api.ok(Sample.SESSIONS.patch(project, "s1", Map.of("status", "idle")));

        assertThat(renamed.getString("claim_expires_at")).isEqualTo(task.getString("claim_expires_at"));
        assertThat(Sample.TASKS.ids(project, "agent", ada)).containsExactly("t1");
        assertThat(Sample.SESSIONS.ids(project, "agent", ada)).containsExactly("s1");
        assertThat(Sample.TASKS.ids(project, "agent", "ada")).isEmpty();
        assertThat(Sample.SESSIONS.ids(project, "agent", "ada")).isEmpty();

        Api.ok(assign("ada"));

        assertThat(Sample.TASKS.ids(project, "agent", heir.agent_id())).containsExactly("t1");
    }

    @Test
    void an_assignment_does_not_run_out() {
        Api.ok(claim("ada"));
        Api.ok(assign("ada"));

        clock.advance(Duration.ofHours(48));

        assertThat(claim("bob").statusCode()).isEqualTo(204);
        assertThat(task().getString("agent")).isEqualTo("ada");
    }

    private JsonPath task() {
        return Api.ok(Sample.TASKS.get(project, "t1"));
    }

    private Response assign(String agent) {
        return Api.json(Map.of("agent", agent)).queryParam("project", project).post("/api/tasks/t1/assign");
    }

    private Response claim(String agent) {
        return claim(agent, 1);
    }

    private Response claim(String agent, int minutes) {
        return Api.json(Map.of("project", project, "agent", agent, "claim_ttl_minutes", minutes))
                .post("/api/tasks/claim");
    }
}
