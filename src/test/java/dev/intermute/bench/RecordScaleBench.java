package dev.intermute.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether work records stay fast as a project grows: list by status and agent, and claim, in a project of 1,000 tasks and in
 * one of 100,000, on the same service. Requests to the two alternate, so that a noisy neighbour hits both; what is told is
 * the ratio. Each agent has as many tasks in both, so that the answers are as long.
 */
@Tag("bench")
class RecordScaleBench {
    private static final int SMALL = 1_000;
    private static final int LARGE = Integer.getInteger("bench.tasks", 100_000);
    private static final int TASKS_OF_AN_AGENT = 20;
    private static final int WARM_UP = 500;
    private static final int REQUESTS = Integer.getInteger("bench.requests", 400);
    private static final int AT_ONCE = 64;
    private static final int ROUNDS = 5;

    @Test
    void list_and_claim_cost_the_same_whatever_the_project_has() {
        try (PackagedServer server = PackagedServer.start(PackagedServer.freshFolder())) {
            Client client = server.client();
            fill(client, "small", SMALL);
            fill(client, "large", LARGE);
            for (String project : List.of("small", "large")) {
                register(client, project, "claimer");
            }
            compare(
                    "list by status and agent",
                    WARM_UP,
                    project -> () -> client.get(
                            "/api/tasks",
                            Map.of(
                                    "project",
                                    project,
                                    "agent",
                                    "agent-7",
                                    "status",
                                    "running",
                                    "limit",
                                    TASKS_OF_AN_AGENT)));
            compare(
                    "claim",
                    50,
                    project -> () -> client.post("/api/tasks/claim", Map.of("project", project, "agent", "claimer")));
        }
    }

    @Test
    void many_claimers_share_a_thousand_tasks() {
        try (PackagedServer server = PackagedServer.start(PackagedServer.freshFolder())) {
            Client client = server.client();
            List<Double> perSecond = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                String project = "round-" + round;
                fill(client, project, 2 * SMALL);
                for (int i = 0; i < AT_ONCE; i++) {
                    register(client, project, "claimer-" + i);
                }
                long before = System.nanoTime();
                List<CompletableFuture<Integer>> claimers = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    claimers.add(claimAll(client, Map.of("project", project, "agent", "claimer-" + i), 0));
                }
                int claimed =
                        claimers.stream().mapToInt(CompletableFuture::join).sum();
                perSecond.add(claimed / ((System.nanoTime() - before) / 1e9));
                assertThat(claimed).isEqualTo(SMALL);
            }
            perSecond.sort(Comparator.naturalOrder());
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d claimers over %,d tasks: %.0f claims/s (median of %d, %.0f to %.0f)",
                    AT_ONCE,
                    SMALL,
                    perSecond.get(ROUNDS / 2),
                    ROUNDS,
                    perSecond.get(0),
                    perSecond.get(ROUNDS - 1)));
        }
    }

    private static CompletableFuture<Integer> claimAll(Client client, Map<String, String> claim, int claimed) {
        return client.postAsync("/api/tasks/claim", claim, Map.of()).thenCompose(answer -> {
            if (answer.status() == 204) {
                return CompletableFuture.completedFuture(claimed);
            }
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            return claimAll(client, claim, claimed + 1);
        });
    }

    /** Only who is registered gives signs of life, and so has claims to renew with each request. */
    private static void register(Client client, String project, String name) {
        Answer answer = client.post("/api/agents", Map.of("project", project, "name", name));
        assertThat(answer.status()).isEqualTo(200);
    }

    /** Half of the tasks are running, and the rest pending: what is claimed is among many that aren't. */
    private static void fill(Client client, String project, int count) {
        List<CompletableFuture<Answer>> flying = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> task = i % 2 == 0
                    ? Map.of(
                            "project",
                            project,
                            "title",
                            "task " + i,
                            "status",
                            "running",
                            "agent",
                            "agent-" + i / 2 % Math.max(1, count / TASKS_OF_AN_AGENT))
                    : Map.of("project", project, "title", "task " + i);
            flying.add(client.postAsync("/api/tasks", task, Map.of()));
            if (flying.size() == AT_ONCE) {
                awaitMade(flying);
            }
        }
        awaitMade(flying);
    }

    private static void awaitMade(List<CompletableFuture<Answer>> flying) {
        flying.forEach(answer -> assertThat(answer.join().status()).isEqualTo(201));
        flying.clear();
    }

    private interface Requests {
        Supplier<Answer> to(String project);
    }

    private static void compare(String what, int warmUp, Requests requests) {
        Supplier<Answer> small = requests.to("small");
        Supplier<Answer> large = requests.to("large");
        for (int i = 0; i < warmUp; i++) {
            time(small);
            time(large);
        }
        long[] smallTimes = new long[REQUESTS];
        long[] largeTimes = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            smallTimes[i] = time(small);
            largeTimes[i] = time(large);
        }
        Arrays.sort(smallTimes);
        Arrays.sort(largeTimes);
        say(what, "p50", smallTimes[REQUESTS / 2], largeTimes[REQUESTS / 2]);
        say(what, "p99", smallTimes[REQUESTS * 99 / 100], largeTimes[REQUESTS * 99 / 100]);
    }

    private static long time(Supplier<Answer> request) {
        long before = System.nanoTime();
        Answer answer = request.get();
        long nanos = System.nanoTime() - before;
        assertThat(answer.status()).isEqualTo(200);
        return nanos;
    }

    private static void say(String what, String figure, long small, long large) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-26s %s: %,d tasks %6.2f ms, %,d tasks %6.2f ms, ratio %.2f",
                what,
                figure,
                SMALL,
                small / 1e6,
                LARGE,
                large / 1e6,
                (double) large / small));
    }
}
