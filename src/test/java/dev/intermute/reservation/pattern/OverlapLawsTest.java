package dev.intermute.reservation.pattern;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for all patterns, and that the engine agrees with the {@link Oracle}. */
class OverlapLawsTest {
    /** With a {@code c}, which stands for all characters that the patterns don't name. */
    private static final String CHARACTERS = "abc./";

    private static final int LENGTH = 5;
    /** Long enough to tell two covers apart, and a quarter of the work. */
    private static final int SHORT = 4;

    private static final List<String> PATHS = Oracle.pathsUpTo(LENGTH, CHARACTERS);
    private static final int FEW =
            (int) PATHS.stream().filter(path -> path.length() <= SHORT).count();
    private static final List<List<String>> SEGMENTS =
            PATHS.stream().map(Oracle::segmentsOf).toList();

    @Provide
    Arbitrary<String> patterns() {
        return PatternTexts.any();
    }

    @Property(tries = 400)
    void a_text_is_a_pattern_if_every_choice_of_branches_is_one(@ForAll("patterns") String text) {
        Oracle oracle = new Oracle(text);

        Optional<InvalidPatternException> refusal = refusalOf(text);

        if (!oracle.isValid()) {
            assertThat(refusal).isPresent();
        } else if (refusal.isPresent() && !isBeyondALimit(refusal.get())) {
            assertThat(coveredBy(oracle, PATHS.size()).isEmpty()).isTrue();
        }
    }

    @Property(tries = 300)
    void a_pattern_covers_what_the_contract_says(@ForAll("patterns") String text) {
        PathPattern pattern = parsed(text);

        assertThat(coveredBy(pattern, FEW)).isEqualTo(coveredBy(new Oracle(text), FEW));
    }

    @Property(tries = 400)
    void a_normal_form_covers_the_same_and_is_its_own(@ForAll("patterns") String text) {
        PathPattern pattern = parsed(text);

        assertThat(pattern.text().length()).isLessThanOrEqualTo(text.length());
        assertThat(PathPattern.parse(pattern.text())).isEqualTo(pattern).hasToString(pattern.text());
        assertThat(coveredBy(new Oracle(pattern.text()), FEW)).isEqualTo(coveredBy(new Oracle(text), FEW));
    }

    @Property(tries = 1200)
    void overlap_agrees_with_brute_force(@ForAll("patterns") String one, @ForAll("patterns") String other) {
        PathPattern first = parsed(one);
        PathPattern second = parsed(other);
        Oracle firstOracle = new Oracle(one);
        Oracle secondOracle = new Oracle(other);
        BitSet common = coveredBy(firstOracle, PATHS.size());
        common.and(coveredBy(secondOracle, PATHS.size()));

        Optional<String> witness = first.witness(second);

        assertThat(first.overlaps(second)).isEqualTo(witness.isPresent());
        assertThat(witness.isPresent() || common.isEmpty()).isTrue();
        witness.ifPresent(path -> {
            assertThat(path).matches(firstOracle::covers).matches(secondOracle::covers);
            int shortest = common.isEmpty()
                    ? LENGTH + 1
                    : PATHS.get(common.nextSetBit(0)).length();
            assertThat(path.length() <= LENGTH ? path.length() : LENGTH + 1).isEqualTo(shortest);
        });
    }

    @Property(tries = 400)
    void overlap_and_its_witness_are_symmetric(@ForAll("patterns") String one, @ForAll("patterns") String other) {
        PathPattern first = parsed(one);
        PathPattern second = parsed(other);

        assertThat(first.overlaps(second)).isEqualTo(second.overlaps(first));
        assertThat(first.witness(second)).isEqualTo(second.witness(first));
    }

    @Property(tries = 400)
    void a_pattern_overlaps_itself_on_a_path_that_it_covers(@ForAll("patterns") String text) {
        PathPattern pattern = parsed(text);

        assertThat(pattern.overlaps(PathPattern.parse(text))).isTrue();
        assertThat(pattern.witness(pattern)).get().matches(pattern::covers);
    }

    /** Which of the first of {@link #PATHS}. */
    private static BitSet coveredBy(Oracle oracle, int count) {
        return selected(count, index -> oracle.covers(SEGMENTS.get(index)));
    }

    private static BitSet coveredBy(PathPattern pattern, int count) {
        return selected(count, index -> pattern.covers(PATHS.get(index)));
    }

    private static BitSet selected(int count, IntPredicate predicate) {
        BitSet selected = new BitSet();
        IntStream.range(0, count).filter(predicate).forEach(selected::set);
        return selected;
    }

    private static PathPattern parsed(String text) {
        Assume.that(refusalOf(text).isEmpty());
        return PathPattern.parse(text);
    }

    private static Optional<InvalidPatternException> refusalOf(String text) {
        try {
            PathPattern.parse(text);
            return Optional.empty();
        } catch (InvalidPatternException refusal) {
            return Optional.of(refusal);
        }
    }

    private static boolean isBeyondALimit(InvalidPatternException refusal) {
        return refusal.getMessage().contains("at most");
    }
}
