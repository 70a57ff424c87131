package dev.intermute.reservation.history;

import java.util.ArrayList;
import java.util.List;

/** Which paths somebody wants, and whether alone. */
record Wanted(List<String> patterns, boolean exclusive) {
    Wanted {
        patterns = List.copyOf(patterns);
    }

    /** Whether two agents must not hold both at once. */
    boolean conflictsWith(Wanted other) {
        return (exclusive || other.exclusive)
                && patterns.stream()
                        .anyMatch(mine ->
                                other.patterns.stream().anyMatch(theirs -> PatternOracle.overlap(mine, theirs)));
    }

    /** Without those patterns that cover the same as one before, which the service may leave out. */
    Wanted withoutTwins() {
        List<String> kept = new ArrayList<>();
        for (String pattern : patterns) {
            if (kept.stream().noneMatch(other -> PatternOracle.isSame(pattern, other))) {
                kept.add(pattern);
            }
        }
        return new Wanted(kept, exclusive);
    }
}
