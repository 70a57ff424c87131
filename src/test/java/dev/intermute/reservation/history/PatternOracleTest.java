package dev.intermute.reservation.history;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.reservation.pattern.PathPattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the check takes for an overlap is one. */
class PatternOracleTest {
    private static final int DRAWS = 400;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a a/b true",
                "a/b a/bb false",
                "a* *b true",
                "a* b? false",
                "[!a] b true",
                "[^a]b ab false",
                "**/b/a a/b true",
                "*/** a true",
                "{a,b/a} b/* true",
                "{a/b,bb} a/a false",
                "\\a/ba a/b? true",
                "a/**/b a/a/a/b true"
            })
    void overlaps(String one, String other, boolean expected) {
        assertThat(PatternOracle.overlap(one, other)).isEqualTo(expected);
        assertThat(PatternOracle.overlap(other, one)).isEqualTo(expected);
    }

    /** Its paths are few: enough for all that is drawn, or the service would find more. */
    @Test
    void any_two_patterns_that_are_drawn_overlap_by_trying_where_they_do_by_the_service() {
        PatternSource source = new PatternSource(new Random(1));
        List<String> drawn = Stream.generate(source::next)
                .limit(DRAWS)
                .flatMap(wanted -> wanted.patterns().stream())
                .distinct()
                .toList();
        for (String one : drawn) {
            for (String other : drawn) {
                assertThat(PatternOracle.overlap(one, other))
                        .as("%s and %s", one, other)
                        .isEqualTo(PathPattern.parse(one).overlaps(PathPattern.parse(other)));
            }
        }
    }
}
