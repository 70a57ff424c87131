package dev.intermute.reservation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A project's line: who waits by arrival, and by what it waits for. Only the writer's thread changes it, so that thread asks
 * without a lock; others may ask where that is said.
 */
final class ProjectLine {
    private final List<Waiter> byArrival = new CopyOnWriteArrayList<>();
    private final ClaimIndex<Waiter> byClaim = new ClaimIndex<>();

    void add(Waiter waiter) {
        byArrival.add(waiter);
        synchronized (byClaim) {
            byClaim.add(waiter);
        }
    }

    /** @return whether nobody is left */
    boolean remove(Waiter waiter) {
        byArrival.remove(waiter);
        synchronized (byClaim) {
            byClaim.remove(waiter);
        }
        return byArrival.isEmpty();
    }

    /** Those who stand here, also those who have just left or been served; on any thread. */
    Stream<Waiter> byArrival() {
        return byArrival.stream();
    }

    /** Those of them that may overlap with a claim; on any thread. */
    Set<Waiter> candidates(Claim claim) {
        synchronized (byClaim) {
            return byClaim.candidates(claim);
        }
    }

    Collection<ClaimIndex.Hit<Waiter>> overlapping(Comparison asking, Predicate<Waiter> matters) {
        return byClaim.overlapping(asking, matters);
    }

    boolean anyOverlaps(Comparison asking, Predicate<Waiter> matters) {
        return byClaim.anyOverlaps(asking, matters);
    }

    long steps(Comparison asking, Predicate<Waiter> matters, long limit) {
        return byClaim.steps(asking, matters, limit);
    }
}
