package dev.intermute.reservation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * A request's claim, and what it has in common with others' as far as that was hard to find out. All writes wait for a unit of
 * work, so what would take it long is found out beforehand, and nothing that is hard is compared twice: neither while the
 * request waits, nor when those are granted that were compared with it. For any thread.
 */
final class Comparison {
    /** The steps that a unit of work takes for one request, see {@code PathPattern#weight}: about two milliseconds. */
    static final long BUDGET = 200_000;
    /** So many steps for two patterns are worth a memory: about five microseconds. */
    private static final long WORTH_KEEPING = 500;

    private final String id;
    private final Claim claim;
    /**
     * By the claimant's id, which request and lease have as the same object: what is known of them is forgotten with the last
     * of them.
     */
    private final Map<String, Optional<Claim.Overlap>> known = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile boolean prepared;

    /** @param id the request's */
    Comparison(String id, Claim claim) {
        this.id = id;
        this.claim = claim;
    }

    /** For one that keeps nothing itself. */
    static Comparison of(Claimant claimant) {
        return claimant.comparison().orElseGet(() -> new Comparison(claimant.id(), claimant.claim()));
    }

    String id() {
        return id;
    }

    Claim claim() {
        return claim;
    }

    /** From now on claims are compared as a whole, and all is kept that isn't a matter of mere paths. */
    void prepare() {
        prepared = true;
    }

    boolean isPrepared() {
        return prepared;
    }

    /** Whether two of the patterns are better compared by {@link #with}, which takes all of both claims. */
    static boolean isHard(Claim.Area mine, Claim.Area theirs) {
        return (long) mine.pattern().weight() * theirs.pattern().weight() >= WORTH_KEEPING;
    }

    /** Whether it has been compared with this one, by either. */
    boolean knows(Claimant other) {
        return recall(other).isPresent();
    }

    /** The first areas that overlap; compares the claims unless that has been done. */
    Optional<Claim.Overlap> with(Claimant other) {
        return recall(other).orElseGet(() -> compare(other));
    }

    private Optional<Optional<Claim.Overlap>> recall(Claimant other) {
        Optional<Claim.Overlap> found = known.get(other.id());
        if (found != null) {
            return Optional.of(found);
        }
        return other.comparison()
                .map(theirs -> theirs.known.get(id))
                .map(overlap -> overlap.map(Claim.Overlap::flipped));
    }

    private Optional<Claim.Overlap> compare(Claimant other) {
        Optional<Claim.Overlap> overlap = claim.overlap(other.claim());
        if (claim.hasWildcards() && other.claim().hasWildcards()) {
            known.put(other.id(), overlap);
            other.comparison().ifPresent(theirs -> theirs.known.put(id, overlap.map(Claim.Overlap::flipped)));
        }
        return overlap;
    }
}
