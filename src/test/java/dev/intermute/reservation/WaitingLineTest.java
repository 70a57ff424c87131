package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.access.Address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The line and those who stand in it, through units of work that succeed, fail and are given up. */
class WaitingLineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Decision GRANTED = new Decision.Granted(lease("src", "ann"), true);

    private final WaitingLine line = new WaitingLine();
    private final Waiter waiter = waiter("src");

    @BeforeEach
    void begin() {
        line.begin(NOW);
    }

    @Test
    void who_joins_waits_for_what_others_hold() {
        line.join(waiter, "ann");
        line.committed();

        assertThat(line.waiting("p")).containsExactly(waiter);
        assertThat(line.projects()).containsExactly("p");
        assertThat(line.waitingFor(lease("src/a", "bob"))).isEqualTo(1);
        assertThat(line.waitingFor(lease("src/a", "ann"))).isZero();
        assertThat(line.waitingFor(lease("lib", "bob"))).isZero();
        assertThat(waiter.answer()).isNotDone();
    }

    @Test
    void who_comes_later_is_behind_those_who_want_the_same() {
        Waiter behind = waiter("src/a");
        Waiter elsewhere = waiter("lib");
        assertThat(line.isBehind(behind, "bob")).isFalse();
        line.join(waiter, "ann");
        assertThat(line.isBehind(behind, "bob")).isTrue();
        assertThat(line.isBehind(behind, "ann")).isFalse();
        line.join(behind, "bob");
        line.join(elsewhere, "cid");

        assertThat(line.isBehind(behind, "bob")).isTrue();
        assertThat(line.isBehind(waiter, "ann")).isFalse();
        assertThat(line.isBehind(elsewhere, "cid")).isFalse();
        assertThat(line.waitersFor("p", waiter, any -> true)).containsExactly(behind);
        assertThat(line.waitersFor("p", lease("lib/x", "ann"), any -> true)).containsExactly(elsewhere);
        assertThat(line.waitersFor("p", lease("lib/x", "cid"), any -> true)).isEmpty();
        waiter.leave();
        assertThat(line.isBehind(behind, "bob")).isFalse();
        assertThat(line.of("p", "bob")).containsExactly(behind);
    }

    @Test
    void who_joined_in_a_unit_that_failed_stands_nowhere() {
        line.join(waiter, "ann");
        int mark = line.mark();
        line.join(waiter("lib"), "bob");
        line.rewind(mark);

        assertThat(line.waiting("p")).containsExactly(waiter);
        line.abandoned();

        assertThat(line.projects()).isEmpty();
        assertThat(line.isBehind(waiter("src"), "cid")).isFalse();
        assertThat(waiter.isWaiting()).isFalse();
        assertThat(waiter.answer()).isNotDone();
    }

    @Test
    void who_joins_again_after_a_batch_that_was_given_up_stands_in_the_same_order() {
        Waiter behind = waiter("src");
        line.join(waiter, "ann");
        line.join(behind, "bob");
        line.abandoned();
        line.begin(NOW);
        line.join(waiter, "ann");
        line.join(behind, "bob");
        line.committed();

        assertThat(line.waiting("p")).containsExactly(waiter, behind);
        assertThat(line.isBehind(behind, "bob")).isTrue();
        assertThat(line.isBehind(waiter, "ann")).isFalse();
    }

    @Test
    void who_is_served_is_answered_when_that_is_on_disk() {
        line.join(waiter, "ann");
        line.committed();
        line.begin(NOW);

        assertThat(line.serve(waiter, GRANTED)).isTrue();

        assertThat(line.waiting("p")).isEmpty();
        assertThat(waiter.answer()).isNotDone();
        line.committed();
        assertThat(waiter.answer()).isCompletedWithValue(GRANTED);
        assertThat(line.projects()).isEmpty();
    }

    @Test
    void who_was_served_in_a_unit_that_failed_waits_in_the_same_place() {
        Waiter behind = waiter("src");
        line.join(waiter, "ann");
        line.join(behind, "bob");
        line.committed();
        line.begin(NOW);
        line.serve(waiter, GRANTED);
        line.rewind(0);

        assertThat(line.waiting("p")).containsExactly(waiter, behind);
        line.serve(waiter, GRANTED);
        line.committed();
        assertThat(waiter.answer()).isCompletedWithValue(GRANTED);
        assertThat(line.waiting("p")).containsExactly(behind);
    }

    @Test
    void who_leaves_while_its_grant_isnt_on_disk_keeps_the_grant() {
        line.join(waiter, "ann");
        line.serve(waiter, GRANTED);

        assertThat(waiter.leave()).isFalse();

        line.committed();
        assertThat(waiter.answer()).isCompletedWithValue(GRANTED);
    }

    @Test
    void who_leaves_while_its_grant_isnt_on_disk_is_gone_if_that_is_taken_back() {
        line.join(waiter, "ann");
        line.committed();
        line.begin(NOW);
        line.serve(waiter, GRANTED);
        waiter.leave();
        line.rewind(0);

        assertThat(waiter.answer()).isCompletedWithValue(new Decision.Left());
        assertThat(line.waiting("p")).isEmpty();
        assertThat(line.departed("p")).containsExactly(waiter);
    }

    @Test
    void who_has_left_isnt_served_and_is_taken_out_by_the_next_unit_that_looks() {
        line.join(waiter, "ann");
        line.committed();

        assertThat(waiter.leave()).isTrue();
        assertThat(waiter.leave()).isFalse();

        line.begin(NOW);
        assertThat(line.serve(waiter, GRANTED)).isFalse();
        assertThat(line.fail(waiter, new IllegalStateException())).isFalse();
        line.forget(waiter);
        line.rewind(0);
        assertThat(line.departed("p")).containsExactly(waiter);
        line.forget(waiter);
        line.committed();
        assertThat(line.projects()).isEmpty();
        assertThat(waiter.answer()).isCompletedWithValue(new Decision.Left());
    }

    @Test
    void who_leaves_before_it_joins_never_waits() {
        assertThat(waiter.leave()).isFalse();
        assertThat(waiter.isLeaving()).isTrue();

        line.join(waiter, "ann");

        assertThat(line.waiting("p")).isEmpty();
        assertThat(waiter.answer()).isCompletedWithValue(new Decision.Left());
    }

    @Test
    void who_can_not_be_granted_any_more_is_told_why() {
        line.join(waiter, "ann");
        line.committed();
        line.begin(NOW);
        line.fail(waiter, new IllegalStateException("why"));
        line.committed();

        assertThatThrownBy(() -> waiter.answer().join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("why");
    }

    @Test
    void a_failure_that_was_taken_back_doesnt_spoil_a_later_grant() {
        line.join(waiter, "ann");
        line.committed();
        line.begin(NOW);
        line.fail(waiter, new IllegalStateException("why"));
        line.rewind(0);
        line.serve(waiter, GRANTED);
        line.committed();

        assertThat(waiter.answer()).isCompletedWithValue(GRANTED);
    }

    @Test
    void a_project_has_so_many_places_and_an_agent_fewer() {
        IntStream.range(0, WaitingLine.AGENT_LIMIT).forEach(i -> line.join(waiter("src"), "ann"));

        assertThat(line.isFull("p", "ann")).isTrue();
        assertThat(line.isFull("p", "bob")).isFalse();
        assertThat(line.isFull("q", "ann")).isFalse();

        IntStream.range(line.size(), WaitingLine.PROJECT_LIMIT).forEach(i -> line.join(waiter("src"), "agent" + i));
        assertThat(line.isFull("p", "bob")).isTrue();
        line.waiting("p").findFirst().orElseThrow().leave();
        assertThat(line.isFull("p", "bob")).isFalse();
    }

    private static Waiter waiter(String pattern) {
        return new Waiter(demand(new Comparison(UUID.randomUUID().toString(), claim(pattern))));
    }

    static Demand demand(Comparison comparison) {
        return new Demand(
                "p",
                new Address("ann", "ann", true),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60),
                comparison);
    }

    private static Lease lease(String pattern, String agent) {
        Terms terms = new Terms(Duration.ofMinutes(1), null, false);
        return new Lease("p", "held", agent, claim(pattern), terms, NOW, NOW.plusSeconds(60), 1);
    }

    private static Claim claim(String pattern) {
        return new ClaimReader().read(List.of(new ClaimReader.Written("path", pattern)), true);
    }
}
