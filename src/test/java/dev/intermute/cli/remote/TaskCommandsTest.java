package dev.intermute.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.client.IntermuteClient;
import dev.intermute.client.TaskDraft;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class TaskCommandsTest extends ShellCase {
    @BeforeEach
    void bothAreThere() {
        registered();
    }

    @Test
    void a_task_is_listed_claimed_and_done() {
        make("digits", "Read digits");

        String listed = ada.run("task", "list").done().out();
        String claimed = ada.run("task", "claim").done().out();
        String running = ada.run("task", "list", "--status", "running", "--of", "ada")
                .done()
                .out();
        String done = ada.run("task", "done", "digits").done().out();

        assertThat(listed.lines().skip(1).findFirst().orElseThrow())
                .matches("digits +pending +(now|\\d+ s ago) +Read digits");
        assertThat(claimed.strip()).isEqualTo("digits: Read digits");
        assertThat(running.lines().skip(1).findFirst().orElseThrow())
                .matches("digits +running +ada +(now|\\d+ s ago) +Read digits");
        assertThat(done.strip()).isEqualTo("done: Read digits");
        assertThat(ada.run("task", "list", "--status", "pending").done().out()).startsWith("no tasks");
        ada.run("task", "done", "digits").done();
    }

    @Test
    void scripts_get_the_records() {
        make("digits", "Read digits");

        JsonNode claimed =
                ada.run("task", "claim", "--ttl", "5", "--json").done().json();
        Shell.Result none = bob.run("task", "claim", "--json");
        JsonNode done = ada.run("task", "done", "digits", "--json").done().json();
        JsonNode listed = bob.run("task", "list", "--json").done().json();

        assertThat(claimed.path("id").asText()).isEqualTo("digits");
        assertThat(claimed.path("status").asText()).isEqualTo("running");
        assertThat(claimed.path("claim_expires_at").asText()).isNotEmpty();
        assertThat(none.code()).isEqualTo(Exit.NOT_FOUND.code());
        assertThat(none.json().path("error").asText()).isEqualTo("no_pending_task");
        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(listed.at("/tasks/0/version").asLong())
                .isEqualTo(done.path("version").asLong());
    }

    @Test
    void what_is_not_there_is_4_and_bad_usage_2() {
        ada.run("task", "done", "none").failed(Exit.NOT_FOUND);
        ada.run("task", "claim").failed(Exit.NOT_FOUND, "no task is pending");
        ada.run("task").failed(Exit.USAGE, "see 'intermute task --help'");
        ada.run("task", "done").failed(Exit.USAGE, "see 'intermute task done --help'");
        ada.run("task", "list", "--status", "lost").failed(Exit.USAGE, "pending, running, blocked or done");
        ada.run("task", "claim", "--ttl", "0").failed(Exit.USAGE, "from 1 to 1440");
    }

    private void make(String id, String title) {
        try (IntermuteClient client = IntermuteClient.at(url()).project(project).open()) {
            client.tasks().create(TaskDraft.titled(title).id(id));
        }
    }
}
