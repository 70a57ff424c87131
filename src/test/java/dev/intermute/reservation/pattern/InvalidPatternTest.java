package dev.intermute.reservation.pattern;

import java.util.Collections;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class InvalidPatternTest {
    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("", 0, "Nothing is left"),
                arguments(".", 0, "Nothing is left"),
                arguments("./", 0, "Nothing is left"),
                arguments("\\./.", 0, "Nothing is left"),
                arguments("{,a}", 0, "Nothing is left"),
                arguments("{.,a}", 0, "Nothing is left"),
                arguments("/", 0, "leading slash"),
                arguments("/a", 0, "leading slash"),
                arguments("{/a,b}", 1, "leading slash"),
                arguments("{b,/a}", 3, "leading slash"),
                arguments("{,a}/b", 4, "leading slash"),
                arguments("..", 0, "segment .."),
                arguments("a/../b", 2, "segment .."),
                arguments("a/.\\./b", 2, "segment .."),
                arguments("{.,x}.", 1, "segment .."),
                arguments("{x,./}{.,y}{.,z}", 7, "segment .."),
                arguments("a\0b", 1, "NUL"),
                arguments("a\uD83D\uDE00\0", 2, "NUL"),
                arguments("a\uD83D/b", 1, "surrogate"),
                arguments("a[bc", 1, "class is never closed"),
                arguments("a[]", 1, "class is never closed"),
                arguments("a[!]", 1, "class is never closed"),
                arguments("a[\\", 1, "class is never closed"),
                arguments("a[z-a]", 2, "runs backwards"),
                arguments("a{b,c", 1, "brace is never closed"),
                arguments("a{b,{c}", 1, "brace is never closed"),
                arguments("a{b,[}]", 1, "brace is never closed"),
                arguments("ab\\", 2, "backslash"),
                arguments("[.]", 0, "covers no path"),
                arguments("a/[.]", 2, "covers no path"),
                arguments("a/[.][.]/b", 2, "covers no path"),
                arguments("[/]", 0, "covers no path"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void a_refusal_tells_what_is_wrong_and_where(String text, int position, String message) {
        assertRefused(text, position, message);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("a*?[a]".repeat(3) + "*", "a*?[a]".repeat(3) + "**", 19),
                arguments("**/".repeat(10) + "a", "**/".repeat(10) + "a*", 31),
                arguments("***/".repeat(3) + "*", "***/".repeat(3) + "**a", 13),
                arguments("a" + "*".repeat(10), "a" + "*".repeat(11), 11),
                arguments("{b,**}/".repeat(9) + "*", "{b,**}/".repeat(9) + "**a", 64),
                arguments("{" + commas(64) + "}", "{" + commas(65) + "}", 128),
                arguments("{a,b}".repeat(32), "{a,b}".repeat(32) + "{c}", 160),
                arguments("b/" + "a".repeat(48) + "?*/c", "b/" + "a".repeat(48) + "?*\\c", 52),
                arguments("{a?,b/}" + "a".repeat(48), "{a?,b/}" + "a".repeat(49), 55),
                arguments("b/" + "a".repeat(49) + "*", "b/" + "a".repeat(50) + "*", 52),
                arguments("a".repeat(1024), "a".repeat(1025), 1024),
                arguments("a/".repeat(512), "a/".repeat(512) + "a", 1024));
    }

    private static String commas(int branches) {
        return String.join(",", Collections.nCopies(branches, "a"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void each_limit_lets_through_what_it_says_and_points_at_the_first_that_is_too_much(
            String allowed, String tooMuch, int position) {
        assertThat(PathPattern.parse(allowed).overlaps(PathPattern.parse(allowed)))
                .isTrue();
        assertRefused(tooMuch, position, "at most");
    }

    @Test
    void characters_are_counted_as_code_points() {
        String grins = ("\uD83D\uDE00".repeat(15) + "/").repeat(64);

        assertThat(PathPattern.parse(grins).text()).hasSize(64 * 31 - 1);
        assertRefused(grins + "a", 1024, "at most 1024 characters");
    }

    private static void assertRefused(String text, int position, String message) {
        assertThatExceptionOfType(InvalidPatternException.class)
                .isThrownBy(() -> PathPattern.parse(text))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.position()).isEqualTo(position));
    }
}
