package dev.intermute.store;

import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.StoreHealth;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Another program holds the database's write lock for a while. */
@QuarkusTest
@WithTestResource(TestServer.class)
class LockedDatabaseTest {
    /** The longest that a request may take while the database is locked. */
    private static final Duration NO_LONGER_THAN = Duration.ofSeconds(5);
    /** Within 3 s on a machine that has nothing else to do. */
    private static final Duration TO_OPEN = Duration.ofSeconds(10);
    /** Within 5 s likewise. */
    private static final Duration TO_CLOSE = Duration.ofSeconds(15);

    @Inject
    StoreConfig config;

    @TestHTTPResource("/")
    URL base;

    private final String project = Api.freshProject();
    private Client client;
    private TestDatabase other;

    @BeforeEach
    void sendOne() throws SQLException {
        client = new Client(base.toString().replaceAll("/$", ""));
        other = TestDatabase.open(config.db());
        client.post("/api/agents", Map.of("project", project, "name", "b"));
        assertThat(send("before").status()).isEqualTo(200);
    }

    @AfterEach
    void unlock() throws SQLException {
        other.close();
        Awaitility.await().atMost(TO_CLOSE).until(() -> circuit().equals("closed"));
    }

    @Test
    void writes_fail_fast_reads_go_on_and_it_heals_by_itself() throws SQLException {
        other.run("begin exclusive");
        List<CompletableFuture<Client.Answer>> early = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            early.add(client.postAsync("/api/messages", message("early"), Map.of()));
        }
        Awaitility.await().atMost(TO_OPEN).until(() -> circuit().equals("open"));
        assertThat(early)
                .allSatisfy(answer -> assertUnavailable(
                        answer.orTimeout(NO_LONGER_THAN.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                                .join()));

        for (int i = 0; i < 5; i++) {
            assertUnavailable(send("late"));
            assertThat(inbox()).containsExactly("before");
        }
        assertThat(client.post("/api/agents/b/heartbeat?project=" + project, Map.of())
                        .status())
                .as("a sign of life is answered from memory")
                .isEqualTo(200);
        assertThat(client.get("/health", Map.of()).status()).isEqualTo(200);
        assertThat(client.get("/q/health/ready", Map.of()).status()).isEqualTo(200);

        other.run("rollback");
        Awaitility.await().atMost(TO_CLOSE).until(() -> circuit().equals("closed"));

        assertThat(send("after").status()).isEqualTo(200);
        assertThat(inbox()).containsExactly("before", "after");
    }

    private static void assertUnavailable(Client.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("error")).isEqualTo("storage_unavailable");
        assertThat(answer.number("retry_after")).isPositive();
        assertThat(answer.headers()).containsKey("retry-after");
    }

    private Client.Answer send(String body) {
        return client.post("/api/messages", message(body));
    }

    private Map<String, Object> message(String body) {
        return Map.of("project", project, "from", "a", "to", List.of("b"), "body", body);
    }

    private List<String> inbox() {
        Client.Answer answer = client.get("/api/inbox/b", Map.of("project", project));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("messages").findValuesAsText("body");
    }

    private String circuit() {
        return StoreHealth.of(client).circuit();
    }
}
