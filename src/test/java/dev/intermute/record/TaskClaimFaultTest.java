package dev.intermute.record;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.store.StoreConfig;
import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.StoreHealth;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Claims while another program holds the database's write lock: what couldn't be written wasn't claimed. */
@QuarkusTest
@WithTestResource(TestServer.class)
class TaskClaimFaultTest {
    private static final int TASKS = 20;
    /** Within 5 s on a machine that has nothing else to do. */
    private static final Duration TO_OPEN_OR_CLOSE = Duration.ofSeconds(15);

    @Inject
    StoreConfig config;

    @Inject
    Records records;

    private final String project = Api.freshProject();

    @Test
    void what_could_not_be_written_is_claimed_by_whoever_asks_next() throws SQLException {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Api.register(project, "ada");
        for (int i = 0; i <= TASKS; i++) {
            Sample.TASKS.make(project, "id", "t" + i);
        }
        Answer held = claim(client, "ada").join();

        try (TestDatabase other = TestDatabase.open(config.db())) {
            other.run("begin exclusive");
            List<CompletableFuture<Answer>> flying = IntStream.range(0, TASKS)
                    .mapToObj(i -> claim(client, "agent-" + i))
                    .toList();
            Awaitility.await()
                    .atMost(TO_OPEN_OR_CLOSE)
                    .until(() -> StoreHealth.of(client).circuit().equals("open"));
            assertThat(flying)
                    .allSatisfy(
                            answer -> assertThat(answer.join().text("error")).isEqualTo("storage_unavailable"));
            Api.ok(Api.in(project).post("/api/agents/ada/heartbeat"));
            assertThat(Api.ok(Sample.TASKS.get(project, held.text("id"))).getString("claim_expires_at"))
                    .isGreaterThan(held.text("claim_expires_at"));
            assertThat(Sample.TASKS.ids(project, "status", "pending")).hasSize(TASKS);
            other.run("rollback");
        }
        Awaitility.await()
                .atMost(TO_OPEN_OR_CLOSE)
                .until(() -> StoreHealth.of(client).circuit().equals("closed"));

        for (int i = 1; i <= TASKS; i++) {
            Answer claimed = claim(client, "bob").join();
            assertThat(claimed.text("id")).isEqualTo("t" + i);
            assertThat(claimed.number("version")).isEqualTo(2);
            assertThat(claimed.text("claim_expires_at")).as("its claim runs").isNotNull();
        }
        assertThat(claim(client, "bob").join().status()).isEqualTo(204);
        assertThat(Sample.TASKS.ids(project, "agent", "ada")).containsExactly("t0");
    }

    /** As when a batch is run again, and who had the name in the first attempt hasn't in the second. */
    @Test
    void whom_a_new_record_names_is_found_out_anew_in_each_attempt() {
        Task again = new Task();
        again.id = "t";
        again.title = "title";
        again.status = Task.PENDING;
        again.agent = "ada";
        again.agentMailbox = "the id of nobody";

        records.create(Task.kind(), new Records.By(project, null), again)
                .toCompletableFuture()
                .join();

        assertThat(Sample.TASKS.ids(project, "agent", "ada")).containsExactly("t");
    }

    private CompletableFuture<Answer> claim(Client client, String agent) {
        return client.postAsync("/api/tasks/claim", Map.of("project", project, "agent", agent), Map.of());
    }
}
