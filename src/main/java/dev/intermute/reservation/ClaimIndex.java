package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
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
        return new Search(asking, matters, false).find();
    }

    /** Whether any that matters overlaps with a claim. */
    boolean anyOverlaps(Comparison asking, Predicate<? super T> matters) {
        return !new Search(asking, matters, true).find().isEmpty();
    }

    /** At most how many steps it takes to find them; the count ends once it is beyond the limit. */
    long steps(Comparison asking, Predicate<? super T> matters, long limit) {
        Map<T, Boolean> open = new IdentityHashMap<>();
        long[] steps = {0};
        areas.walkCandidates(patterns(asking.claim()), (entry, effort) -> {
            long more = effort.with(entry.area.pattern().effort());
            if (more > 0
                    && open.computeIfAbsent(
                            entry.claimant, claimant -> matters.test(claimant) && !asking.knows(claimant))) {
                steps[0] += more;
            }
            return steps[0] > limit;
        });
        return steps[0];
    }

    /** Those that may overlap with a claim, by the literal segments with which patterns begin: no more than a look. */
    Set<T> candidates(Claim claim) {
        Set<T> candidates = new LinkedHashSet<>();
        areas.walkCandidates(patterns(claim), (entry, effort) -> {
            candidates.add(entry.claimant);
            return false;
        });
        return candidates;
    }

    private static List<PathPattern> patterns(Claim claim) {
        return claim.areas().stream().map(Claim.Area::pattern).toList();
    }

    /** Looks for those that overlap; what is hard to compare is looked up instead, or kept. */
    private final class Search {
        private final List<Hit<T>> hits = new ArrayList<>();
        private final Comparison asking;
        private final Predicate<? super T> matters;
        private final boolean oneWillDo;
        /** All candidates, unless it is done before: whether they are still to be found among all patterns. */
        private final Map<T, Boolean> easy = new IdentityHashMap<>();

        Search(Comparison asking, Predicate<? super T> matters, boolean oneWillDo) {
            this.asking = asking;
            this.matters = matters;
            this.oneWillDo = oneWillDo;
        }

        List<Hit<T>> find() {
            areas.walkCandidates(patterns(asking.claim()), (entry, effort) -> {
                easy.computeIfAbsent(entry.claimant, claimant -> isEasy(claimant, entry.effort));
                return isDone();
            });
            if (!isDone() && easy.containsValue(true)) {
                for (Claim.Area mine : asking.claim().areas()) {
                    areas.forEachOverlapping(
                            mine.pattern(),
                            entry -> !isDone() && easy.get(entry.claimant),
                            entry -> add(entry.claimant, new Claim.Overlap(mine, entry.area)));
                }
            }
            return hits;
        }

        private boolean isDone() {
            return oneWillDo && !hits.isEmpty();
        }

        private boolean isEasy(T claimant, Effort effort) {
            if (!matters.test(claimant)) {
                return false;
            }
            if (!asking.isHard(claimant, effort)) {
                return true;
            }
            asking.with(claimant).ifPresent(overlap -> hits.add(new Hit<>(claimant, overlap)));
            return false;
        }

        private void add(T claimant, Claim.Overlap overlap) {
            easy.put(claimant, false);
            hits.add(new Hit<>(claimant, overlap));
        }
    }
}
