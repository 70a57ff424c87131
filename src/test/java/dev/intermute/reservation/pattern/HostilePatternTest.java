package dev.intermute.reservation.pattern;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Pairs within the limits that are made to be expensive: as many pairs of positions as possible can be reached. */
class HostilePatternTest {
    /** A look at a word of 64 pairs takes about a nanosecond: this is well under a millisecond. */
    private static final long STEPS_OF_A_DECISION = 150_000;

    /** As most words hold few pairs of the same length, it takes more of them to find a shortest path. */
    private static final long STEPS_OF_A_WITNESS = 400_000;

    static Stream<Arguments> hostile() {
        String stars = "*" + "aaaa*".repeat(8);
        String many = braces(64, i -> "a".repeat(13) + Character.toString(0x4E00 + i));
        String others = braces(64, i -> "a".repeat(13) + Character.toString(0x5E00 + i));
        String half = braces(32, i -> "a".repeat(12));
        String optional = "{a,}".repeat(32);
        String nested = "{aaaaaaaaaaaaa,".repeat(32) + "a" + "}".repeat(32);
        String run = "a".repeat(850);
        return Stream.of(
                arguments("**/" + run + "b", "**/" + run + "c"),
                arguments("**/" + "{a,}".repeat(31) + run + "b", "**/" + "{a,}".repeat(31) + run + "{b,c}"),
                arguments("{a,aa}".repeat(20) + run + "b", "{a,}".repeat(31) + run + "b"),
                arguments(stars + "b", stars + "c*"),
                arguments("*" + many + "*", "*" + others + "*"),
                arguments("*" + many + "*b", "*" + others + "*c"),
                arguments("*" + half + half + "*b", "*" + half + half + "*c*"),
                arguments("*" + optional + "*b", "*" + optional + "*c*"),
                arguments("*" + nested + "*b", "*" + nested + "*c*"),
                arguments("**/" + "{a,/}".repeat(32) + "a/".repeat(200) + "b", "**/" + "{a,/}".repeat(32) + "c"),
                arguments("**/" + "a/".repeat(480) + "b", "**/" + "a/".repeat(480) + "c"),
                arguments("**/" + "a/*/".repeat(9) + "a/".repeat(460) + "b", "**/" + "a/".repeat(480) + "c"),
                arguments("**/a/".repeat(9) + "aaa/".repeat(200) + "b", "**/a/".repeat(9) + "aaa/".repeat(200) + "c"));
    }

    private static String braces(int branches, IntFunction<String> branch) {
        return IntStream.range(0, branches).mapToObj(branch).collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void they_take_little_work(String one, String other) {
        PathPattern first = PathPattern.parse(one);
        PathPattern second = PathPattern.parse(other);
        Product decided = first.productWith(second);
        Product searched = first.productWith(second);

        boolean overlap = new Sweep(decided).findsCommonPath();
        Optional<String> witness = new ShortestPath(searched).find();

        assertThat(witness.isPresent()).isEqualTo(overlap);
        assertThat(decided.steps()).isLessThan(STEPS_OF_A_DECISION);
        assertThat(searched.steps()).isLessThan(STEPS_OF_A_WITNESS);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void their_witness_is_covered_by_both(String one, String other) {
        PathPattern first = PathPattern.parse(one);
        PathPattern second = PathPattern.parse(other);

        assertThat(first.witness(second).stream()).allMatch(path -> first.covers(path) && second.covers(path));
    }
}
