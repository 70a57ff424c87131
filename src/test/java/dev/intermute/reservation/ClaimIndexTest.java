package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import dev.intermute.reservation.pattern.SmallPatterns;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom a claim overlaps with, and how laborious it is to say. */
class ClaimIndexTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ClaimIndex<Lease> index = new ClaimIndex<>();

    @Provide
    Arbitrary<List<String>> claims() {
        return SmallPatterns.any().list().ofMinSize(1).ofMaxSize(3).uniqueElements();
    }

    @Property(tries = 300)
    void it_finds_what_a_look_at_each_would_find_compared_before_or_not(
            @ForAll @Size(max = 20) List<@From("claims") List<String>> held,
            @ForAll @From("claims") List<String> asked,
            @ForAll boolean compared) {
        List<Lease> leases = new ArrayList<>();
        held.forEach(patterns -> leases.add(lease("lease" + leases.size(), patterns)));
        leases.forEach(index::add);
        Comparison asking = new Comparison("asking", claim(asked));
        if (compared) {
            leases.forEach(asking::with);
        }

        List<Lease> overlapping = leases.stream()
                .filter(lease -> claim(asked).overlap(lease.claim()).isPresent())
                .toList();
        assertThat(index.overlapping(asking, lease -> true))
                .extracting(ClaimIndex.Hit::claimant)
                .containsExactlyInAnyOrderElementsOf(overlapping);
        assertThat(index.overlapping(asking, lease -> true))
                .allSatisfy(hit -> assertThat(hit.overlap()
                                .mine()
                                .pattern()
                                .overlaps(hit.overlap().theirs().pattern()))
                        .isTrue());
        assertThat(index.overlapping(asking, lease -> false)).isEmpty();
        assertThat(index.anyOverlaps(asking, lease -> true)).isEqualTo(!overlapping.isEmpty());
        assertThat(index.anyOverlaps(asking, lease -> !overlapping.contains(lease)))
                .isFalse();
        assertThat(index.candidates(claim(asked))).containsAll(overlapping);
        leases.forEach(index::remove);
        assertThat(index.candidates(claim(asked))).isEmpty();
    }

    @Test
    void what_has_been_compared_takes_no_more_steps() {
        Lease held = lease("held", List.of("*a*/x"));
        index.add(held);
        Comparison asking = new Comparison("asking", claim(List.of("*b*/x")));
        assertThat(index.steps(asking, lease -> true, 1_000_000)).isPositive();
        assertThat(index.steps(asking, lease -> false, 1_000_000)).isZero();

        asking.with(held);

        assertThat(index.steps(asking, lease -> true, 1_000_000)).isZero();
    }

    @Test
    void what_is_hard_is_compared_once_and_remembered() {
        List<String> hard =
                IntStream.range(0, 10).mapToObj(i -> "*" + i + "*ab*/x").toList();
        Comparison asking = new Comparison("asking", claim(hard));
        Lease held = lease("held", hard);
        index.add(held);

        assertThat(index.overlapping(asking, lease -> true)).hasSize(1);

        index.remove(held);
        Lease sameId = lease("held", List.of("*/y"));
        index.add(sameId);
        assertThat(asking.knows(sameId)).isTrue();
        assertThat(index.overlapping(asking, lease -> true))
                .extracting(ClaimIndex.Hit::claimant)
                .containsExactly(sameId);
        assertThat(index.anyOverlaps(asking, lease -> true)).isTrue();
    }

    @Test
    void mere_paths_take_no_steps_among_themselves() {
        index.add(lease("held", List.of("src")));

        assertThat(index.steps(new Comparison("asking", claim(List.of("src/x", "a/x"))), lease -> true, 1_000_000))
                .isZero();
    }

    @Test
    void a_path_takes_two_steps_a_character_and_some_at_first_for_whoever_reads_it_on_either_side() {
        index.add(lease("held", List.of("*a*/x")));

        assertThat(index.steps(new Comparison("asking", claim(List.of("src/x", "a/x"))), lease -> true, 1_000_000))
                .isEqualTo(2 * (16 + 5 + 16 + 3));
        ClaimIndex<Lease> paths = new ClaimIndex<>();
        paths.add(lease("path", List.of("b/x")));
        assertThat(paths.steps(new Comparison("asking", claim(List.of("*b"))), lease -> true, 1_000_000))
                .isEqualTo(2 * (16 + 3));
    }

    @Test
    void steps_are_counted_for_all_pairs_that_begin_alike_and_no_further_than_asked() {
        index.add(lease("one", List.of("src/*a", "src/*b", "lib/*")));
        long single = index.steps(new Comparison("asking", claim(List.of("src/*c"))), lease -> true, 1_000_000);

        assertThat(index.steps(new Comparison("asking", claim(List.of("src/*c", "src/*d"))), lease -> true, 1_000_000))
                .isEqualTo(2 * single);
        IntStream.range(0, 100).forEach(i -> index.add(lease("more" + i, List.of("src/*a", "src/*b"))));
        assertThat(index.steps(new Comparison("asking", claim(List.of("src/*c"))), lease -> true, single))
                .isGreaterThan(single)
                .isLessThanOrEqualTo(2 * single);
    }

    @Test
    void a_request_remembers_whom_it_was_compared_with_and_by_whom() {
        Waiter first = waiter("first", "*a*/x");
        Waiter second = waiter("second", "*/x");

        assertThat(second.demand().comparison().with(first)).isPresent();

        Claim.Overlap seen = first.demand().comparison().with(second).orElseThrow();
        assertThat(seen.mine().written()).isEqualTo("*a*/x");
        assertThat(seen.theirs().written()).isEqualTo("*/x");
        assertThat(first.demand().comparison().knows(second)).isTrue();
        Lease granted = second.demand().lease("bob", NOW, 7);
        assertThat(first.demand().comparison().knows(granted)).isTrue();
        assertThat(new Comparison(granted.id(), granted.claim()).knows(first)).isTrue();
        assertThat(first.demand().comparison().knows(lease("other", List.of("*/x"))))
                .isFalse();
    }

    private static Waiter waiter(String id, String pattern) {
        return new Waiter(WaitingLineTest.demand(new Comparison(id, claim(List.of(pattern)))));
    }

    private static Lease lease(String id, List<String> patterns) {
        return new Lease(
                "p",
                id,
                "ann",
                claim(patterns),
                new Terms(Duration.ofMinutes(1), null, false),
                NOW,
                NOW.plusSeconds(60),
                1);
    }

    private static Claim claim(List<String> patterns) {
        return new ClaimReader()
                .read(
                        patterns.stream()
                                .map(pattern -> new ClaimReader.Written("glob_patterns", pattern))
                                .toList(),
                        true);
    }
}
