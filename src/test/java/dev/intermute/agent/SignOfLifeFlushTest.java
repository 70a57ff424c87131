package dev.intermute.agent;

import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.store.StoreConfig;
import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class SignOfLifeFlushTest {
    /** The contract's 10 s, and what a busy machine adds. */
    private static final Duration ON_DISK = Duration.ofSeconds(30);

    @Inject
    StoreConfig config;

    @TestHTTPResource("/")
    URL base;

    private final String project = Api.freshProject();

    @Test
    void one_is_seen_at_once_and_soon_on_disk() throws SQLException {
        Client client = client();
        String agent = Api.register(project, "ann").agent_id();
        Instant registered = lastSeen(client, agent);

        assertThat(heartbeat(client, agent).status()).isEqualTo(200);
        Instant seen = lastSeen(client, agent);

        assertThat(seen).isAfter(registered);
        try (TestDatabase database = TestDatabase.open(config.db())) {
            Awaitility.await().atMost(ON_DISK).until(() -> onDisk(database, agent) >= micros(seen));
        }
    }

    @Test
    void one_that_cannot_be_written_fails_no_request_and_holds_up_no_other() throws SQLException {
        Client client = client();
        String cursed = Api.register(project, "cursed").agent_id();
        String other = Api.register(project, "other").agent_id();
        try (TestDatabase database = TestDatabase.open(config.db())) {
            database.run("create trigger curse before update on agents when new.id = '" + cursed
                    + "' begin select raise(abort, 'refused by the test'); end");
            try {
                heartbeat(client, cursed);
                heartbeat(client, other);
                Instant seen = lastSeen(client, other);

                Awaitility.await().atMost(ON_DISK).until(() -> {
                    Client.Answer send = client.post(
                            "/api/messages", Map.of("project", project, "from", "a", "to", List.of("b"), "body", "x"));
                    assertThat(send.status()).isEqualTo(200);
                    return onDisk(database, other) >= micros(seen);
                });
                assertThat(lastSeen(client, cursed)).isAfter(seen.minus(ON_DISK));
            } finally {
                database.run("drop trigger curse");
            }
        }
    }

    private Client client() {
        return new Client(base.toString().replaceAll("/$", ""));
    }

    private Client.Answer heartbeat(Client client, String agent) {
        return client.post("/api/agents/" + agent + "/heartbeat", Map.of());
    }

    private static Instant lastSeen(Client client, String agent) {
        return Instant.parse(client.get("/api/agents/" + agent, Map.of()).text("last_seen"));
    }

    private static long onDisk(TestDatabase database, String agent) throws SQLException {
        return database.number("select last_seen from agents where id = '" + agent + "'");
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
