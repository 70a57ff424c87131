package dev.intermute.reservation.pattern;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Patterns over the characters {@code a}, {@code b} and the dot, with everything that a pattern can have. */
final class PatternTexts {
    private static final int PARTS = 6;
    private static final int PARTS_OF_A_BRANCH = 2;
    private static final int BRANCHES = 3;
    private static final int NESTING = 2;

    private PatternTexts() {}

    static Arbitrary<String> any() {
        return sequences(1, PARTS, NESTING);
    }

    private static Arbitrary<String> sequences(int least, int most, int nesting) {
        return parts(nesting).list().ofMinSize(least).ofMaxSize(most).map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> parts(int nesting) {
        Arbitrary<String> characters = Arbitraries.of("a", "b", "a", ".", "/", "/", "\\a", "\\.");
        Arbitrary<String> wildcards =
                Arbitraries.of("*", "**", "***", "?", "/**/", "[ab]", "[!a]", "[^.]", "[.]", "[a-b]", "[.-b]", "[]b]");
        if (nesting == 0) {
            return Arbitraries.oneOf(List.of(characters, characters, wildcards));
        }
        Arbitrary<String> choices = sequences(0, PARTS_OF_A_BRANCH, nesting - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(BRANCHES)
                .map(branches -> "{" + String.join(",", branches) + "}");
        return Arbitraries.oneOf(List.of(characters, characters, wildcards, choices));
    }
}
