package dev.intermute.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Many agents ask for tasks at once. */
@QuarkusTest
@WithTestResource(TestServer.class)
class TaskClaimConcurrencyTest {
    private static final int CLAIMERS = 64;
    private static final int TASKS = 1000;

    private final String project = Api.freshProject();

    @Test
    void of_64_claimers_none_gets_anothers_task_and_no_task_is_left_out() throws Exception {
        Client client = new Client("http://localhost:" + RestAssured.port);
        for (int i = 0; i < CLAIMERS; i++) {
            Api.register(project, "agent-" + i);
        }
        List<String> made = atOnce(range(
                TASKS,
                i -> () -> client.post("/api/tasks", Map.of("project", project, "title", "task " + i))
                        .text("id")));

        List<List<String>> claimed = atOnce(range(CLAIMERS, i -> () -> claimAll(client, "agent-" + i)));

        List<String> all = claimed.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(TASKS).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        for (int i = 0; i < CLAIMERS; i++) {
            assertThat(Sample.TASKS.ids(project, "agent", "agent-" + i))
                    .containsExactlyInAnyOrderElementsOf(claimed.get(i));
        }
        List<Integer> versions = Api.ok(Api.in(project).get("/api/tasks")).getList("version");
        assertThat(versions).hasSize(TASKS).containsOnly(2);
    }

    private List<String> claimAll(Client client, String agent) {
        List<String> mine = new ArrayList<>();
        while (true) {
            Answer answer = client.post("/api/tasks/claim", Map.of("project", project, "agent", agent));
            if (answer.status() == 204) {
                return mine;
            }
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("agent")).isEqualTo(agent);
            mine.add(answer.text("id"));
        }
    }

    private static <T> List<Callable<T>> range(int count, java.util.function.IntFunction<Callable<T>> task) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task.apply(i));
        }
        return tasks;
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLAIMERS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
