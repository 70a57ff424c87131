package dev.intermute.reservation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.access.Address;
import dev.intermute.http.ApiException;
import dev.intermute.store.Writer;
import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

    @Inject
    Reservations reservations;

    @Inject
    Leases leases;

    @Inject
    Preparation preparation;

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

        granting.comparing(hard.demand()).goOn(() -> false);
        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void what_was_granted_since_they_were_compared_counts_too() {
        Waiter hard = waiter(bob, hard("r"));
        granting.comparing(hard.demand()).goOn(() -> false);
        Lock.in(project, "ann").on("0ababababbbabaabbaa/r").take();

        assertThat(decide(hard)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void what_has_ended_since_they_were_compared_is_in_nobodys_way() {
        Waiter hard = waiter(bob, hard("q"));
        granting.comparing(hard.demand()).goOn(() -> false);
        releaseAll("ann");

        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void ones_own_need_no_comparison() {
        assertThat(decide(waiter(ann, hard("r")))).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void what_all_share_needs_no_comparison() {
        releaseAll("ann");
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

    @Test
    void who_waits_counts_like_who_holds() {
        Registered cid = Api.register(project, "cid");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> Lock.in(project, "bob")
                .with("glob_patterns", hard("q"))
                .waiting(60)
                .ask());
        Lock.awaitWaiting(1);
        releaseAll("ann");
        assertThat(waiting.join().statusCode()).isEqualTo(201);
        CompletableFuture<Response> next = CompletableFuture.supplyAsync(() -> Lock.in(project, "ann")
                .with("glob_patterns", hard("q"))
                .waiting(60)
                .ask());
        Lock.awaitWaiting(1);

        Waiter hard = waiter(cid, hard("r"));
        assertThat(decide(hard)).isInstanceOf(Decision.Unprepared.class);
        granting.comparing(hard.demand()).goOn(() -> false);
        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
        releaseAll("bob");
        assertThat(next.join().statusCode()).isEqualTo(201);
    }

    @Test
    void one_that_nobody_waits_for_any_more_is_given_up() {
        CompletableFuture<Void> closed = CompletableFuture.completedFuture(null);

        assertThatThrownBy(() -> reservations
                        .reserve(waiter(bob, hard("r")).demand(), closed, new CompletableFuture<>())
                        .toCompletableFuture()
                        .join())
                .hasRootCauseInstanceOf(ApiException.class);
        List<Lease> held = leases.committed(table -> table.of(project, bob.agent_id()));
        assertThat(held).isEmpty();
    }

    @Test
    void an_agent_has_so_many_in_preparation_and_the_rest_is_told_to_come_again() {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletionStage<Decision>> prepared = new ArrayList<>();
        try {
            for (int i = 0; i < Preparation.AGENT_LIMIT; i++) {
                prepared.add(prepare(demand("bob", bob, claims.read(written(hard("r" + i)), true)), () -> waited(go)));
            }

            assertThatThrownBy(() -> prepare(waiter(bob, hard("s")).demand(), () -> true))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("try again");
            Registered cid = Api.register(project, "cid");
            prepared.add(prepare(waiter(cid, hard("s")).demand(), () -> true));
        } finally {
            go.countDown();
        }

        prepared.forEach(one -> assertThat(one.toCompletableFuture().join()).isInstanceOf(Decision.Left.class));
        prepared.add(prepare(waiter(bob, hard("s")).demand(), () -> true));
    }

    @Test
    void in_all_there_are_a_hundred_in_preparation_and_the_rest_is_told_to_come_again() {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletionStage<Decision>> prepared = new ArrayList<>();
        Claim claim = claims.read(written(hard("r")), true);
        try {
            for (int i = 0; i < Preparation.LIMIT; i++) {
                prepared.add(prepare(demand("mailbox-" + i, claim), () -> waited(go)));
            }

            assertThatThrownBy(() -> prepare(demand("one-more", claim), () -> true))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("try again");
        } finally {
            go.countDown();
        }

        prepared.forEach(one -> assertThat(one.toCompletableFuture().join()).isInstanceOf(Decision.Left.class));
        prepared.add(prepare(demand("one-more", claim), () -> true));
    }

    @Test
    void who_asks_for_little_waits_for_nobody_who_asks_for_much() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletionStage<Decision> much = prepare(waiter(bob, hard("r")).demand(), enough::get);
        CompletionStage<Decision> little = preparation.decide(
                waiter(bob, List.of("lib/*.java")).demand(),
                () -> false,
                () -> CompletableFuture.completedFuture(new Decision.Queued()));

        assertThat(little.toCompletableFuture().join()).isInstanceOf(Decision.Queued.class);
        assertThat(much).isNotDone();
        enough.set(true);
        assertThat(much.toCompletableFuture().join()).isInstanceOf(Decision.Left.class);
    }

    @Test
    void a_wait_that_ends_in_preparation_is_over() {
        CountDownLatch go = new CountDownLatch(1);
        CompletionStage<Decision> before = prepare(waiter(bob, hard("s")).demand(), () -> waited(go));
        Demand demand = waiter(bob, hard("r")).demand();

        CompletionStage<Reservations.Reserved> answer = reservations.reserve(
                waiting(demand), new CompletableFuture<>(), CompletableFuture.completedFuture(null));
        go.countDown();

        assertThatThrownBy(() -> answer.toCompletableFuture().join())
                .hasRootCauseInstanceOf(ApiException.class)
                .hasStackTraceContaining("couldn't be compared with others' in time");
        assertThat(before.toCompletableFuture().join()).isInstanceOf(Decision.Left.class);
        List<Lease> held = leases.committed(table -> table.of(project, bob.agent_id()));
        assertThat(held).isEmpty();
    }

    @Test
    void long_paths_are_hard_for_patterns_that_read_all_of_them() {
        List<String> paths = IntStream.range(0, 50)
                .mapToObj(i -> i + "aba/".repeat(200) + "r")
                .toList();
        Waiter hard = waiter(bob, paths);

        assertThat(decide(hard)).isInstanceOf(Decision.Unprepared.class);

        granting.comparing(hard.demand()).goOn(() -> false);
        assertThat(decide(hard)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void one_that_fails_leaves_its_place() {
        Demand demand = waiter(bob, hard("r")).demand();
        BooleanSupplier broken = () -> {
            throw new IllegalStateException("broken");
        };

        for (int i = 0; i <= Preparation.AGENT_LIMIT; i++) {
            assertThatThrownBy(
                            () -> prepare(demand, broken).toCompletableFuture().join())
                    .hasMessageContaining("broken");
        }
    }

    @Test
    void one_that_is_overtaken_for_ever_is_told_to_come_again() {
        Demand demand = waiter(bob, hard("r")).demand();
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> preparation
                        .decide(demand, () -> false, () -> {
                            attempts.incrementAndGet();
                            return CompletableFuture.completedFuture(new Decision.Unprepared());
                        })
                        .toCompletableFuture()
                        .join())
                .hasRootCauseInstanceOf(ApiException.class)
                .hasStackTraceContaining("faster than these patterns can be compared");
        assertThat(attempts.get()).isGreaterThan(1);
    }

    private CompletionStage<Decision> prepare(Demand demand, BooleanSupplier isMoot) {
        return preparation.decide(demand, isMoot, () -> {
            throw new IllegalStateException("nobody waits for that");
        });
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void releaseAll(String agent) {
        Api.ok(Api.local()
                .queryParam("agent", agent)
                .queryParam("project", project)
                .delete("/api/reservations"));
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
        return demand(agent.agent_id(), agent, claim);
    }

    private Demand demand(String written, Registered agent, Claim claim) {
        return demand(new Address(written, agent.agent_id(), true), claim);
    }

    private Demand demand(String mailbox, Claim claim) {
        return demand(new Address(mailbox, mailbox, false), claim);
    }

    private Demand demand(Address agent, Claim claim) {
        return new Demand(
                project,
                agent,
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                new Comparison(UUID.randomUUID().toString(), claim));
    }

    private static Demand waiting(Demand demand) {
        return new Demand(
                demand.project(),
                demand.agent(),
                demand.ttl(),
                demand.reason(),
                demand.renewOnHeartbeat(),
                Duration.ofMinutes(1),
                demand.comparison());
    }

    private static List<ClaimReader.Written> written(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> new ClaimReader.Written("glob_patterns", pattern))
                .toList();
    }

    /** Fifty within the limits of which nothing is certain, and that differ at their very end. */
    private static List<String> hard(String end) {
        String last = Pattern.compile("[a-z]")
                .matcher(end)
                .replaceAll(letter -> "[" + letter.group() + letter.group().toUpperCase(Locale.ROOT) + "]");
        return IntStream.range(0, 50)
                .mapToObj(i -> "*" + i + "*aba*bab*abb*bab*aab*baa*/" + last)
                .toList();
    }
}
