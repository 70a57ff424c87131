package dev.intermute.reservation.history;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws patterns of every kind, few enough that they overlap often: see {@link PatternOracle} for how large they may be. */
final class PatternSource {
    private static final List<String> NAMES = List.of("a", "b", "aa", "ab", "ba", "bb");
    /** Parts of a name; only one of the two letters is ever excluded, so that what is left is the other. */
    private static final List<String> SEGMENTS = List.of(
            "?", "??", "a*", "*b", "b?", "?a", "a*b", "[ab]", "[a-b]b", "[!a]", "[^a]b", "a[!a]", "{a,b}", "{a,bb}",
            "a{,b}", "\\a", "b\\b", "*");

    private static final List<String> WHOLE =
            List.of("{a,b/a}", "{a/b,bb}", "**/a", "**/b?", "a/**", "*/**", "a/**/b", "**/ab", "**/b/a", "{a,b}/**/a");

    private final Random random;

    PatternSource(Random random) {
        this.random = random;
    }

    /** One to three patterns, mostly one; two of three times for itself alone. */
    Wanted next() {
        int count = random.nextInt(5) > 0 ? 1 : 2 + random.nextInt(2);
        return new Wanted(Stream.generate(this::pattern).limit(count).distinct().toList(), random.nextInt(3) > 0);
    }

    private String pattern() {
        int die = random.nextInt(10);
        if (die == 0) {
            return any(WHOLE);
        }
        return die < 3 ? segment() : segment() + "/" + segment();
    }

    private String segment() {
        return random.nextInt(3) > 0 ? any(NAMES) : any(SEGMENTS);
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
