package dev.intermute.reservation.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which patterns overlap, by trying: two do if one of all paths of up to four of the names here is covered by both. Nothing of
 * the service is in it. For the patterns of {@link PatternSource} that is exact: each has at most two segments that aren't
 * {@code **}, so what two of them have in common has a path of at most four segments (those of the one, then those of the
 * other); and any two of its segments that have a name in common have one of these in common.
 */
final class PatternOracle {
    private static final List<String> NAMES = List.of("a", "b", "aa", "ab", "ba", "bb");
    private static final int DEPTH = 4;
    private static final List<List<String>> PATHS = paths();

    private static final Map<String, BitSet> COVERED = new ConcurrentHashMap<>();

    private PatternOracle() {}

    static boolean overlap(String one, String other) {
        return covered(one).intersects(covered(other));
    }

    /** The shortest path that both cover. */
    static Optional<String> common(String one, String other) {
        BitSet both = (BitSet) covered(one).clone();
        both.and(covered(other));
        return both.isEmpty() ? Optional.empty() : Optional.of(String.join("/", PATHS.get(both.nextSetBit(0))));
    }

    /** Whether both cover the same paths. */
    static boolean isSame(String one, String other) {
        return covered(one).equals(covered(other));
    }

    /** Whether a pattern covers a path, be it one of these or not. */
    static boolean covers(String pattern, String path) {
        return covers(alternatives(pattern), List.of(path.split("/")));
    }

    private static BitSet covered(String pattern) {
        return COVERED.computeIfAbsent(pattern, text -> {
            List<List<String>> alternatives = alternatives(text);
            BitSet covered = new BitSet(PATHS.size());
            for (int i = 0; i < PATHS.size(); i++) {
                covered.set(i, covers(alternatives, PATHS.get(i)));
            }
            return covered;
        });
    }

    private static List<List<String>> paths() {
        List<List<String>> all = new ArrayList<>();
        List<List<String>> longest = List.of(List.of());
        for (int depth = 0; depth < DEPTH; depth++) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> path : longest) {
                for (String name : NAMES) {
                    List<String> one = new ArrayList<>(path);
                    one.add(name);
                    longer.add(one);
                }
            }
            all.addAll(longer);
            longest = longer;
        }
        return all;
    }

    private static boolean covers(List<List<String>> alternatives, List<String> path) {
        return alternatives.stream().anyMatch(segments -> matchesStart(segments, path));
    }

    /** Each without braces, as segments. */
    private static List<List<String>> alternatives(String pattern) {
        int open = pattern.indexOf('{');
        if (open < 0) {
            return List.of(List.of(pattern.split("/")));
        }
        int close = pattern.indexOf('}', open);
        List<List<String>> all = new ArrayList<>();
        for (String choice : pattern.substring(open + 1, close).split(",", -1)) {
            all.addAll(alternatives(pattern.substring(0, open) + choice + pattern.substring(close + 1)));
        }
        return all;
    }

    /** Whether the path, or one that it is below, matches. */
    private static boolean matchesStart(List<String> segments, List<String> path) {
        if (segments.isEmpty()) {
            return true;
        }
        List<String> rest = segments.subList(1, segments.size());
        if (segments.get(0).equals("**")) {
            return (!path.isEmpty() && matchesStart(segments, path.subList(1, path.size())))
                    || matchesStart(rest, path);
        }
        return !path.isEmpty()
                && matches(segments.get(0), path.get(0))
                && matchesStart(rest, path.subList(1, path.size()));
    }

    private static boolean matches(String segment, String name) {
        if (segment.isEmpty()) {
            return name.isEmpty();
        }
        char first = segment.charAt(0);
        if (first == '*') {
            return matches(segment.substring(1), name) || (!name.isEmpty() && matches(segment, name.substring(1)));
        }
        if (name.isEmpty()) {
            return false;
        }
        int end = first == '[' ? segment.indexOf(']') + 1 : first == '\\' ? 2 : 1;
        return matchesOne(segment.substring(0, end), name.charAt(0))
                && matches(segment.substring(end), name.substring(1));
    }

    private static boolean matchesOne(String token, char c) {
        return switch (token.charAt(0)) {
            case '?' -> true;
            case '\\' -> token.charAt(1) == c;
            case '[' -> isIn(token.substring(1, token.length() - 1), c);
            default -> token.charAt(0) == c;
        };
    }

    private static boolean isIn(String set, char c) {
        if (set.charAt(0) == '!' || set.charAt(0) == '^') {
            return !isIn(set.substring(1), c);
        }
        return set.length() == 3 && set.charAt(1) == '-'
                ? set.charAt(0) <= c && c <= set.charAt(2)
                : set.indexOf(c) >= 0;
    }
}
