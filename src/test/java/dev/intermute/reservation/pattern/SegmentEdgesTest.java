package dev.intermute.reservation.pattern;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a look at the literal ends of segments tells apart, and what it must not. */
class SegmentEdgesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a*/x b*/x",
                "*/a1* */a2*",
                "*.java *.go",
                "src/*/impl/M_1*.java src/*/impl/M_2*.java",
                "src/*/impl/Foo.java src/*/impl/M_*.java",
                "ab? a",
                "a*a a",
                "*/b */c",
                "x?/[ab]/q x?/[ab]/r",
                "*/a{1,2} */b{1,2}",
                "a/b*/** a/c/**"
            })
    void a_segment_that_cant_be_the_same_tells_two_patterns_apart(String one, String other) {
        assertThat(exclude(one, other)).isTrue();
        assertThat(exclude(other, one)).isTrue();
        assertThat(PathPattern.parse(one).overlaps(PathPattern.parse(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a* ab*",
                "*a *ba",
                "a*b ab",
                "**/a **/b",
                "./{/a,b} a",
                "./{/a,b} a*",
                "./{,x}/b b*",
                "./{,x}/b b",
                "x* x*/y",
                "{a,b}/x c/{x,y}",
                ".{,a}/b* b*",
                "a{/b,c} a",
                "*/**/x */y*"
            })
    void else_the_automata_are_asked(String one, String other) {
        assertThat(exclude(one, other)).isFalse();
        assertThat(exclude(other, one)).isFalse();
    }

    /** The automata alone find a common path, or none. */
    @Test
    void no_two_patterns_are_told_apart_that_have_a_path_in_common() {
        List<PathPattern> patterns = Stream.of("", "./", "././", "a/", "*/", "**/", "?/", "[.a]/")
                .flatMap(start -> Stream.of(
                                "b",
                                "b*",
                                "*b",
                                ".b",
                                "b/.",
                                "{/a,b}",
                                "{,x}/b",
                                "{,x}b",
                                "{.,x}/b",
                                "x{,/b}",
                                "x{/,y}b",
                                ".{,/a}/b",
                                "{./,}b",
                                "{a/,}{b,}*",
                                "\\./b",
                                "**",
                                "*",
                                "x*/**/b")
                        .flatMap(end -> parsed(start + end)))
                .toList();

        for (PathPattern one : patterns) {
            for (PathPattern other : patterns) {
                assertThat(one.overlaps(other))
                        .as(one + " and " + other)
                        .isEqualTo(one.witness(other).isPresent());
            }
        }
    }

    private static Stream<PathPattern> parsed(String text) {
        try {
            return Stream.of(PathPattern.parse(text));
        } catch (InvalidPatternException e) {
            return Stream.empty();
        }
    }

    private static boolean exclude(String one, String other) {
        return edges(one).exclude(edges(other));
    }

    private static SegmentEdges edges(String text) {
        List<Node> nodes = NormalForm.of(PatternParser.parse(text));
        return SegmentEdges.of(nodes);
    }
}
