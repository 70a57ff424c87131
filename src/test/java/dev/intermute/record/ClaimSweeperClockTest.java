package dev.intermute.record;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.SweptProfile;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A task whose agent gives no sign of life comes back, without anybody asking for it. */
@QuarkusTest
@TestProfile(SweptProfile.class)
@WithTestResource(TestServer.class)
class ClaimSweeperClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();

    @BeforeEach
    void makeATask() {
        Api.register(project, "ada");
        Sample.TASKS.make(project, "id", "t1");
    }

    @Test
    void a_claim_that_runs_out_makes_the_task_pending_again_and_is_told() {
        Api.ok(claim("ada"));

        clock.advance(Duration.ofSeconds(61));

        Awaitility.await()
                .untilAsserted(() -> assertThat(task().getString("status")).isEqualTo("pending"));
        assertThat(task().getMap("$")).doesNotContainKeys("agent", "claim_expires_at");
        assertThat(task().getLong("version")).isEqualTo(3);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("task.created", "task.assigned", "task.updated");
        assertThat(Api.events(project).getString("events[2].data.status")).isEqualTo("pending");
        assertThat(Api.ok(claim("bob")).getString("agent")).isEqualTo("bob");
    }

    private JsonPath task() {
        return Api.ok(Sample.TASKS.get(project, "t1"));
    }

    private Response claim(String agent) {
        return Api.json(Map.of("project", project, "agent", agent, "claim_ttl_minutes", 1))
                .post("/api/tasks/claim");
    }
}
