package dev.intermute.reservation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.access.Address;
import dev.intermute.store.Writer;
import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Claims that take long to compare are compared before their unit of work, for all other writes wait for that. */
@QuarkusTest
@WithTestResource(TestServer.class)
class HardPatternsTest {
    @Inject
    Writer writer;

    @Inject
    Desk desk;

    @Inject
    Granting granting;

    @Inject
    ClaimReader claims;

    private final String project = Api.freshProject();
    private Registered ann;
    private Registered bob;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        bob = Api.register(project, "bob");
        Lock.in(project, "ann").with("glob_patterns", hard("q")).take();
    }

    @Test
    void a_unit_of_work_leaves_them_alone_until_they_have_been_compared() {
        Waiter hard = waiter(bob, hard("r"));

        assertThat(decide(hard)).isInstanceOf(Decision.Unprepared.class);

        granting.prepare(hard.demand());
        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void what_was_granted_since_they_were_compared_counts_too() {
        Waiter hard = waiter(bob, hard("r"));
        granting.prepare(hard.demand());
        Lock.in(project, "ann").on("0ababababbbabaabbaa/r").take();

        assertThat(decide(hard)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void what_has_ended_since_they_were_compared_is_in_nobodys_way() {
        Waiter hard = waiter(bob, hard("q"));
        granting.prepare(hard.demand());
        Api.ok(Api.local()
                .queryParam("agent", "ann")
                .queryParam("project", project)
                .delete("/api/reservations"));

        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void ones_own_need_no_comparison() {
        assertThat(decide(waiter(ann, hard("r")))).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void what_all_share_needs_no_comparison() {
        Api.ok(Api.local()
                .queryParam("agent", "ann")
                .queryParam("project", project)
                .delete("/api/reservations"));
        Lock.in(project, "ann").shared().with("glob_patterns", hard("q")).take();

        Claim shared = claims.read(written(hard("r")), false);
        assertThat(decide(new Waiter(demand(bob, shared)))).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void they_are_granted_and_refused_as_all_others() {
        Lock.in(project, "bob").with("glob_patterns", hard("r")).take();
        Api.refused(Lock.in(project, "bob").with("glob_patterns", hard("q")).ask(), 409, "reservation_conflict")
                .body("conflicts", hasSize(1))
                .body("conflicts[0].held_by", equalTo("ann"));
    }

    @Test
    void of_two_that_overlap_one_is_granted() {
        for (int i = 0; i < 10; i++) {
            List<String> patterns = hard("x" + i);
            CompletableFuture<Response> one = CompletableFuture.supplyAsync(() ->
                    Lock.in(project, "bob").with("glob_patterns", patterns).ask());
            Response two =
                    Lock.in(project, "ann").with("glob_patterns", patterns).ask();

            assertThat(Stream.of(one.join(), two).map(Response::statusCode)).containsExactlyInAnyOrder(201, 409);
        }
    }

    private Decision decide(Waiter waiter) {
        return writer.submit(now -> desk.decide(waiter, now))
                .toCompletableFuture()
                .join();
    }

    private Waiter waiter(Registered agent, List<String> patterns) {
        return new Waiter(demand(agent, claims.read(written(patterns), true)));
    }

    private Demand demand(Registered agent, Claim claim) {
        return new Demand(
                project,
                new Address(agent.agent_id(), agent.agent_id(), true),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                UUID.randomUUID().toString(),
                new Comparison(claim));
    }

    private static List<ClaimReader.Written> written(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> new ClaimReader.Written("glob_patterns", pattern))
                .toList();
    }

    /** Fifty within the limits that begin with nothing certain and differ at their very end. */
    private static List<String> hard(String end) {
        return IntStream.range(0, 50)
                .mapToObj(i -> "*" + i + "*aba*bab*abb*bab*aab*baa*/" + end)
                .toList();
    }
}
