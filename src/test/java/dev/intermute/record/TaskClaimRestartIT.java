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

/** A claim is kept over a restart, in order or not. */
class TaskClaimRestartIT {
    private static final String PROJECT = "p";

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void what_was_claimed_is_claimed_after_a_kill() {
        Answer claimed;
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            client.post("/api/agents", Map.of("project", PROJECT, "name", "ada"));
            client.post("/api/tasks", Map.of("project", PROJECT, "id", "t1", "title", "x"));
            claimed = claim(client, "ada");
            server.kill();
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            assertThat(claim(client, "bob").status()).isEqualTo(204);
            Answer before = task(client);
            assertThat(before.text("agent")).isEqualTo("ada");
            assertThat(before.number("version")).isEqualTo(2);

            client.post("/api/agents/ada/heartbeat?project=" + PROJECT, Map.of());

            assertThat(task(client).text("claim_expires_at")).isGreaterThan(claimed.text("claim_expires_at"));
        }
    }

    @Test
    void the_end_that_signs_of_life_have_moved_is_written_by_a_stop() {
        String moved;
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            client.post("/api/agents", Map.of("project", PROJECT, "name", "ada"));
            client.post("/api/tasks", Map.of("project", PROJECT, "id", "t1", "title", "x"));
            claim(client, "ada");
            client.post("/api/agents/ada/heartbeat?project=" + PROJECT, Map.of());
            moved = task(client).text("claim_expires_at");
            assertThat(server.terminate()).isZero();
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            assertThat(task(server.client()).text("claim_expires_at")).isEqualTo(moved);
        }
    }

    @Test
    void a_claim_whose_time_ran_out_while_nobody_served_is_over_from_the_start() throws SQLException {
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            client.post("/api/agents", Map.of("project", PROJECT, "name", "ada"));
            client.post("/api/tasks", Map.of("project", PROJECT, "id", "t1", "title", "x"));
            claim(client, "ada");
            assertThat(server.terminate()).isZero();
        }
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            database.run("update tasks set claim_expires_at = 1");
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            // Who was away for so long revives nothing.
            client.post("/api/agents/ada/heartbeat?project=" + PROJECT, Map.of());

            Answer claimed = claim(client, "bob");

            assertThat(claimed.text("id")).isEqualTo("t1");
            assertThat(claimed.text("agent")).isEqualTo("bob");
            assertThat(claimed.number("version")).isEqualTo(4);
            assertThat(client.get("/api/events", Map.of("project", PROJECT))
                            .body()
                            .findValuesAsText("type"))
                    .containsExactly("task.created", "task.assigned", "task.updated", "task.assigned");
        }
    }

    private static Answer task(Client client) {
        return client.get("/api/tasks/t1", Map.of("project", PROJECT));
    }

    private static Answer claim(Client client, String agent) {
        return client.post("/api/tasks/claim", Map.of("project", PROJECT, "agent", agent));
    }
}
