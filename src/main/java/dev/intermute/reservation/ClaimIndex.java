package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.intermute.reservation.pattern.PathPattern;
import dev.intermute.reservation.pattern.PatternIndex;

/**
 * Finds those whose claims overlap with one, comparing it with those only that begin alike. Many threads may read it while
 * none changes it.
 */
final class ClaimIndex<T extends Claimant> {
    private final PatternIndex<Entry<T>> areas = new PatternIndex<>();

    private record Entry<T>(T claimant, Claim.Area area) {}

    /** One that a claim overlaps with, and where. */
    record Hit<T>(T claimant, Claim.Overlap overlap) {}

    void add(T claimant) {
        claimant.claim().areas().forEach(area -> areas.add(area.pattern(), new Entry<>(claimant, area)));
    }

    void remove(T claimant) {
        claimant.claim().areas().forEach(area -> areas.remove(area.pattern(), new Entry<>(claimant, area)));
    }

    /** Those that matter and overlap with a claim, each with where they do. */
    Collection<Hit<T>> overlapping(Comparison asking, Predicate<? super T> matters) {
        return asking.isPrepared() ? byClaim(asking, matters) : byArea(asking, matters);
    }

    /** Whether any that matters overlaps with a claim. */
    boolean anyOverlaps(Comparison asking, Predicate<? super T> matters) {
        if (asking.isPrepared()) {
            return candidates(asking.claim()).stream()
                    .anyMatch(claimant ->
                            matters.test(claimant) && asking.with(claimant).isPresent());
        }
        Hits hits = new Hits(asking, matters);
        for (Claim.Area mine : asking.claim().areas()) {
            areas.forEachOverlapping(
                    mine.pattern(),
                    entry -> hits.found.isEmpty() && hits.isOpen(mine, entry),
                    entry -> hits.add(mine, entry));
        }
        return !hits.found.isEmpty();
    }

    private Collection<Hit<T>> byClaim(Comparison asking, Predicate<? super T> matters) {
        List<Hit<T>> hits = new ArrayList<>();
        for (T claimant : candidates(asking.claim())) {
            if (matters.test(claimant)) {
                asking.with(claimant).ifPresent(overlap -> hits.add(new Hit<>(claimant, overlap)));
            }
        }
        return hits;
    }

    private Collection<Hit<T>> byArea(Comparison asking, Predicate<? super T> matters) {
        Hits hits = new Hits(asking, matters);
        for (Claim.Area mine : asking.claim().areas()) {
            areas.forEachOverlapping(mine.pattern(), entry -> hits.isOpen(mine, entry), entry -> hits.add(mine, entry));
        }
        return hits.found.values();
    }

    /** At most how many steps it takes to find them; the count ends once it is beyond the limit. */
    long steps(Comparison asking, Predicate<? super T> matters, long limit) {
        Map<T, Boolean> open = new IdentityHashMap<>();
        long[] steps = {0};
        for (Beginning beginning : beginnings(asking.claim())) {
            if (beginning.weight > 0 && steps[0] <= limit) {
                areas.anyCandidate(beginning.first, entry -> {
                    int theirs = entry.area.pattern().weight();
                    if (theirs > 0
                            && open.computeIfAbsent(
                                    entry.claimant, claimant -> matters.test(claimant) && !asking.knows(claimant))) {
                        steps[0] += beginning.weight * theirs;
                    }
                    return steps[0] > limit;
                });
            }
        }
        return steps[0];
    }

    /** Those that may overlap with a claim, by the literal segments with which patterns begin: no more than a look. */
    Set<T> candidates(Claim claim) {
        Set<T> candidates = new LinkedHashSet<>();
        for (Beginning beginning : beginnings(claim)) {
            areas.forEachCandidate(beginning.first, entry -> candidates.add(entry.claimant));
        }
        return candidates;
    }

    private static Collection<Beginning> beginnings(Claim claim) {
        Map<List<String>, Beginning> beginnings = new LinkedHashMap<>();
        for (Claim.Area area : claim.areas()) {
            beginnings.computeIfAbsent(area.pattern().beginning(), names -> new Beginning(area.pattern())).weight +=
                    area.pattern().weight();
        }
        return beginnings.values();
    }

    /** Patterns of a claim that begin with the same literal segments, and so meet the same candidates. */
    private static final class Beginning {
        final PathPattern first;
        long weight;

        Beginning(PathPattern first) {
            this.first = first;
        }
    }

    /** What one search has found; what is hard to compare is looked up instead, or kept. */
    private final class Hits {
        private final Comparison asking;
        private final Predicate<? super T> matters;
        private final Map<T, Hit<T>> found = new LinkedHashMap<>();

        Hits(Comparison asking, Predicate<? super T> matters) {
            this.asking = asking;
            this.matters = matters;
        }

        /** Whether two areas have still to be compared. */
        boolean isOpen(Claim.Area mine, Entry<T> theirs) {
            T claimant = theirs.claimant;
            if (!matters.test(claimant) || found.containsKey(claimant)) {
                return false;
            }
            if (!Comparison.isHard(mine, theirs.area)) {
                return true;
            }
            asking.with(claimant).ifPresent(overlap -> found.put(claimant, new Hit<>(claimant, overlap)));
            return false;
        }

        void add(Claim.Area mine, Entry<T> theirs) {
            found.put(theirs.claimant, new Hit<>(theirs.claimant, new Claim.Overlap(mine, theirs.area)));
        }
    }
}
