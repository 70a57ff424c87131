package dev.intermute.reservation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * A request's claim, and what it has in common with others' as far as that was hard to find out. All writes wait for a unit of
 * work, so what would take it long is found out beforehand, and isn't compared again: neither while the request waits, nor when
 * those are granted that were compared with it. For any thread.
 */
final class Comparison {
    /** The steps that a unit of work takes for one request, see {@code PathPattern#weight}: about two milliseconds. */
    static final long BUDGET = 200_000;
    /** So many steps for two claims are worth a memory: about twenty microseconds. */
    private static final long WORTH_KEEPING = 2_000;

    private final String id;
    private final Claim claim;
    private final long weight;
    /**
     * By the claimant's id, which request and lease have as the same object: what is known of them is forgotten with the last
     * of them.
     */
    private final Map<String, Optional<Claim.Overlap>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param id the request's */
    Comparison(String id, Claim claim) {
        this.id = id;
        this.claim = claim;
        this.weight = claim.weight();
    }

    /** The claimant's own, or a new one for who keeps none. */
    static Comparison of(Claimant claimant) {
        return claimant.comparison().orElseGet(() -> new Comparison(claimant.id(), claimant.claim()));
    }

    String id() {
        return id;
    }

    Claim claim() {
        return claim;
    }

    /**
     * Whether {@link #with} is the way to compare it, not a search among all patterns: it is hard, or has been done.
     *
     * @param theirWeight of the other's claim
     */
    boolean isHard(Claimant other, long theirWeight) {
        long steps = weight * theirWeight;
        return steps > 0 && (steps >= WORTH_KEEPING || knows(other));
    }

    /** Whether it has been compared with this one, by either. */
    boolean knows(Claimant other) {
        return recall(other).isPresent();
    }

    /** The first areas that overlap; compares the claims unless that has been done, and keeps what isn't a matter of paths. */
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
        if (weight > 0 && other.claim().weight() > 0) {
            known.put(other.id(), overlap);
            other.comparison().ifPresent(theirs -> theirs.known.put(id, overlap.map(Claim.Overlap::flipped)));
        }
        return overlap;
    }
}
