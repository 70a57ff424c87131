package dev.intermute.cli.remote;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.client.IntermuteClient;
import dev.intermute.client.RetryPolicy;
import dev.intermute.testing.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is asked for, and how often: events come by the thousand. */
class NamesTest {
    private static final String ANN = """
            {"agent_id":"a1","project":"p","name":"ann","liveness":"active","created_at":"2026-11-27T00:00:00Z",
             "last_seen":"2026-11-27T00:00:00Z"}""";

    private final ScriptedServer server = new ScriptedServer();
    private final IntermuteClient client = IntermuteClient.at(server.url())
            .project("p")
            .retry(RetryPolicy.never())
            .open();
    private final Names names = new Names(client.agents());

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void an_agent_is_asked_for_once() {
        server.then(200, ANN);

        assertThat(names.of("a1")).isEqualTo("ann");
        assertThat(names.of("a1")).isEqualTo("ann");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_mailbox_without_an_agent_keeps_its_name_and_is_asked_for_once() {
        server.thenError(404, "agent_not_found");

        assertThat(names.of("nobody")).isEqualTo("nobody");
        assertThat(names.of("nobody")).isEqualTo("nobody");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nobody_is_asked_for_where_no_agent_is_named() {
        assertThat(names.of("")).isEmpty();

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void what_a_service_in_trouble_could_not_say_is_asked_again() {
        server.thenError(503, "storage_unavailable").then(200, ANN);

        assertThat(names.of("a1")).isEqualTo("a1");
        assertThat(names.of("a1")).isEqualTo("ann");
    }
}
