package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.intermute.reservation.pattern.Effort;
import dev.intermute.reservation.pattern.PathPattern;
import dev.intermute.reservation.pattern.PatternIndex;

/**
 * Finds those whose claims overlap with one, comparing it with those only that begin alike. Many threads may read it while
 * none changes it.
 */
final class ClaimIndex<T extends Claimant> {
    private final PatternIndex<Entry<T>> areas = new PatternIndex<>();

    /** @param effort of the whole claim */
    private record Entry<T>(T claimant, Claim.Area area, Effort effort) {}

    /** One that a claim overlaps with, and where. */
    record Hit<T>(T claimant, Claim.Overlap overlap) {}

    void add(T claimant) {
        Effort effort = claimant.claim().effort();
        claimant.claim().areas().forEach(area -> areas.add(area.pattern(), new Entry<>(claimant, area, effort)));
    }

    void remove(T claimant) {
        Effort effort = claimant.claim().effort();
        claimant.claim().areas().forEach(area -> areas.remove(area.pattern(), new Entry<>(claimant, area, effort)));
    }

    /** Those that matter and overlap with a claim, each with where they do. */
    Collection<Hit<T>> overlapping(Comparison asking, Predicate<? super T> matters) {
        Search search = new Search(asking, matters, false);
        asking.claim().areas().forEach(search::goOn);
        return search.hits;
    }

    /** Whether any that matters overlaps with a claim. */
    boolean anyOverlaps(Comparison asking, Predicate<? super T> matters) {
        Search search = new Search(asking, matters, true);
        return asking.claim().areas().stream().anyMatch(mine -> {
            search.goOn(mine);
            return !search.hits.isEmpty();
        });
    }

    /** At most how many steps it takes to find them; the count ends once it is beyond the limit. */
    long steps(Comparison asking, Predicate<? super T> matters, long limit) {
        Map<T, Boolean> open = new IdentityHashMap<>();
        long[] steps = {0};
        for (Beginning beginning : beginnings(asking.claim())) {
            if (steps[0] <= limit) {
                areas.anyCandidate(beginning.first, entry -> {
                    long more = beginning.effort.with(entry.area.pattern().effort());
                    if (more > 0
                            && open.computeIfAbsent(
                                    entry.claimant, claimant -> matters.test(claimant) && !asking.knows(claimant))) {
                        steps[0] += more;
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
            beginnings
                    .computeIfAbsent(area.pattern().beginning(), names -> new Beginning(area.pattern()))
                    .add(area.pattern());
        }
        return beginnings.values();
    }

    /** Patterns of a claim that begin with the same literal segments, and so meet the same candidates. */
    private static final class Beginning {
        final PathPattern first;
        private Effort effort = Effort.NONE;

        Beginning(PathPattern first) {
            this.first = first;
        }

        void add(PathPattern pattern) {
            effort = effort.plus(pattern.effort());
        }
    }

    /** Looks for those that overlap; what is hard to compare is looked up instead, or kept. */
    private final class Search {
        final List<Hit<T>> hits = new ArrayList<>();
        private final Comparison asking;
        private final Predicate<? super T> matters;
        private final boolean oneWillDo;
        /** Those of whom all is known. */
        private final Set<T> settled = new HashSet<>();

        Search(Comparison asking, Predicate<? super T> matters, boolean oneWillDo) {
            this.asking = asking;
            this.matters = matters;
            this.oneWillDo = oneWillDo;
        }

        void goOn(Claim.Area mine) {
            areas.forEachOverlapping(
                    mine.pattern(), this::isOpen, entry -> add(entry.claimant, new Claim.Overlap(mine, entry.area)));
        }

        private boolean isOpen(Entry<T> entry) {
            T claimant = entry.claimant;
            if (oneWillDo && !hits.isEmpty() || !matters.test(claimant) || settled.contains(claimant)) {
                return false;
            }
            if (!asking.isHard(claimant, entry.effort)) {
                return true;
            }
            settled.add(claimant);
            asking.with(claimant).ifPresent(overlap -> hits.add(new Hit<>(claimant, overlap)));
            return false;
        }

        private void add(T claimant, Claim.Overlap overlap) {
            settled.add(claimant);
            hits.add(new Hit<>(claimant, overlap));
        }
    }
}
