package dev.intermute.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

import dev.intermute.client.IntermuteClient;
import dev.intermute.client.TaskDraft;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Each command as a process of its own, once; what each does otherwise the tests of the commands show. */
@QuarkusIntegrationTest
@WithTestResource(TestServer.class)
class EveryCommandIT extends ShellCase {
    @Override
    protected boolean packaged() {
        return true;
    }

    @Test
    void each_does_its_part_and_prints_one_object() {
        try (IntermuteClient client = IntermuteClient.at(url()).project(project).open()) {
            client.tasks().create(TaskDraft.titled("Read digits").id("digits"));
        }
        registered();

        assertThat(json(ada, "send", "--to", "bob", "--id", "m1", "--thread", "t1", "text")
                        .path("message_id")
                        .asText())
                .isEqualTo("m1");
        assertThat(json(bob, "inbox").at("/messages/0/id").asText()).isEqualTo("m1");
        assertThat(json(bob, "read", "m1").at("/messages/0/body").asText()).isEqualTo("text");
        assertThat(json(bob, "ack", "m1").at("/receipts/0/ack_at").asText()).isNotEmpty();
        assertThat(json(bob, "thread", "t1").path("messages")).hasSize(1);
        assertThat(json(ada, "agents").path("agents")).hasSize(2);
        assertThat(json(ada, "reserve", "src").path("is_active").asBoolean()).isTrue();
        assertThat(bob.run("check", "src/x", "--json")
                        .json()
                        .at("/conflicts/0/held_by")
                        .asText())
                .isEqualTo("ada");
        assertThat(json(ada, "renew").path("reservations")).hasSize(1);
        assertThat(json(ada, "release", "src").path("released").asInt()).isEqualTo(1);
        assertThat(json(ada, "task", "claim").path("id").asText()).isEqualTo("digits");
        assertThat(json(ada, "task", "done", "digits").path("status").asText()).isEqualTo("done");
        assertThat(json(ada, "task", "list").path("tasks")).hasSize(1);
        assertThat(json(bob, "watch", "--since", "0", "--count", "1")
                        .path("type")
                        .asText())
                .isNotEmpty();
        assertThat(json(bob, "health").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void what_fails_says_so_by_its_code_and_in_one_line() {
        ada.run("agents", "--api-key", "wrong").failed(Exit.DENIED);
        ada.run("agents", "--url", "http://127.0.0.1:1").failed(Exit.UNAVAILABLE);
        ada.run("inbox").failed(Exit.USAGE, "intermute register");
        ada.run("read", "--agent", "nobody", "none").failed(Exit.NOT_FOUND);
        assertThat(ada.run("send", "--bogus", "--json").json().path("error").asText())
                .isEqualTo("usage");
    }

    private static JsonNode json(Shell shell, String... args) {
        String[] all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--json";
        return shell.run(all).done().json();
    }
}
