package dev.intermute.reservation.pattern;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the JDK's globs define the same they find the same: literal characters, {@code *}, {@code ?}, classes of letters and
 * braces of these that are neither nested nor empty, in one or more segments. They match a path alone, not what is below it.
 */
class GlobAgreementTest {
    private static final FileSystem FILES = FileSystems.getDefault();
    private static final List<String> PATHS = Oracle.pathsUpTo(5, "ab./");

    @Provide
    Arbitrary<String> globs() {
        Arbitrary<String> simple = Arbitraries.of("a", "b", "a", "b", "*", "?", "[ab]", "[!a]", "[a-b]");
        Arbitrary<String> texts = simple.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        Arbitrary<String> choices =
                texts.list().ofMinSize(2).ofMaxSize(3).map(branches -> "{" + String.join(",", branches) + "}");
        Arbitrary<String> segments = Arbitraries.frequencyOf(Tuple.of(3, texts), Tuple.of(1, choices));
        return segments.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
    }

    @Property(tries = 100)
    void they_match_what_a_pattern_covers(@ForAll("globs") String glob) {
        Assume.that(wildcards(glob) <= PathPattern.MAX_WILDCARDS && !glob.contains("**"));
        PathMatcher matcher = FILES.getPathMatcher("glob:" + glob);
        PathPattern pattern = PathPattern.parse(glob);

        assertThat(PATHS).allMatch(path -> pattern.covers(path) == matchesAtOrAbove(matcher, Path.of(path)));
    }

    private static long wildcards(String glob) {
        return glob.chars().filter(character -> "*?[".indexOf(character) >= 0).count();
    }

    private static boolean matchesAtOrAbove(PathMatcher matcher, Path path) {
        return path != null && (matcher.matches(path) || matchesAtOrAbove(matcher, path.getParent()));
    }
}
