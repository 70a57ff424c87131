package dev.intermute.record;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A claim is kept over a restart, in order or not; each of its ends has a project of its own. */
class TaskClaimRestartIT {
    private static final String KILLED = "killed";
    private static final String STOPPED = "stopped";
    private static final String OVER = "over";

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void a_claim_is_kept_over_a_kill_and_a_stop_unless_its_time_runs_out_while_nobody_serves() throws SQLException {
        Answer claimed;
        try (PackagedServer server = PackagedServer.start(folder)) {
            claimed = claimedByAda(server.client(), KILLED);
            server.kill();
        }

        String moved;
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            assertClaimedAfterTheKill(client, claimed);
            claimedByAda(client, STOPPED);
            beat(client, STOPPED);
            moved = task(client, STOPPED).text("claim_expires_at");
            claimedByAda(client, OVER);
            assertThat(server.terminate()).isZero();
        }
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            database.run("update tasks set claim_expires_at = 1 where project = '" + OVER + "'");
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            assertThat(task(client, STOPPED).text("claim_expires_at"))
                    .as("the end that signs of life had moved")
                    .isEqualTo(moved);
            assertOverFromTheStart(client);
        }
    }

    private static void assertClaimedAfterTheKill(Client client, Answer claimed) {
        assertThat(claim(client, KILLED, "bob").status()).isEqualTo(204);
        Answer before = task(client, KILLED);
        assertThat(before.text("agent")).isEqualTo("ada");
        assertThat(before.number("version")).isEqualTo(2);

        beat(client, KILLED);

        assertThat(task(client, KILLED).text("claim_expires_at")).isGreaterThan(claimed.text("claim_expires_at"));
    }

    private static void assertOverFromTheStart(Client client) {
        // Who was away for so long revives nothing.
        beat(client, OVER);

        Answer claimed = claim(client, OVER, "bob");

        assertThat(claimed.text("id")).isEqualTo("t1");
        assertThat(claimed.text("agent")).isEqualTo("bob");
        assertThat(claimed.number("version")).isEqualTo(4);
        assertThat(client.get("/api/events", Map.of("project", OVER)).body().findValuesAsText("type"))
                .containsExactly("task.created", "task.assigned", "task.updated", "task.assigned");
    }

    private static Answer claimedByAda(Client client, String project) {
        client.post("/api/agents", Map.of("project", project, "name", "ada"));
        client.post("/api/tasks", Map.of("project", project, "id", "t1", "title", "x"));
        Answer claimed = claim(client, project, "ada");
        assertThat(claimed.status()).isEqualTo(200);
        return claimed;
    }

    private static void beat(Client client, String project) {
        client.post("/api/agents/ada/heartbeat?project=" + project, Map.of());
    }

    private static Answer task(Client client, String project) {
        return client.get("/api/tasks/t1", Map.of("project", project));
    }

    private static Answer claim(Client client, String project, String agent) {
        return client.post("/api/tasks/claim", Map.of("project", project, "agent", agent));
    }
}
