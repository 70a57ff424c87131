package dev.intermute.reservation.pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Patterns over so few names that many of them overlap, and many don't. */
public final class SmallPatterns {
    private SmallPatterns() {}

    /** Any of them. */
    public static Arbitrary<String> any() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "ab");
        Arbitrary<String> others = Arbitraries.of("*", "**", "a*", "?b", "{a,b}", "{a,b/}b", "[ab]", "a{,/b}");
        return Arbitraries.frequencyOf(Tuple.of(3, names), Tuple.of(1, others))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> String.join("/", segments));
    }
}
