package dev.intermute.reservation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

import dev.intermute.reservation.pattern.Effort;

/**
 * A request's claim, and what it has in common with others' as far as that was hard to find out. All writes wait for a unit of
 * work, so what would take it long is found out beforehand, and isn't compared again: neither while the request waits, nor when
 * those are granted that were compared with it. For any thread, but for {@link #prepare}.
 */
final class Comparison {
    /** The steps that a unit of work takes for one request, see {@link Effort}: about two milliseconds. */
    static final long BUDGET = 200_000;
    /** So many steps for two claims are worth a memory: about twenty microseconds. */
    private static final long WORTH_KEEPING = 2_000;

    private final String id;
    private final Claim claim;
    private final Effort effort;
    /**
     * By the claimant's id, which request and lease have as the same object: what is known of them is forgotten with the last
     * of them.
     */
    private final Map<String, Optional<Claim.Overlap>> known = Collections.synchronizedMap(new WeakHashMap<>());

    /** The id of the one that {@link #prepare} is at, and how many pairs of areas it has compared so far. */
    private String underWay;

    private int compared;

    /** @param id the request's */
    Comparison(String id, Claim claim) {
        this.id = id;
        this.claim = claim;
        this.effort = claim.effort();
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
     * @param theirEffort of the other's claim
     */
    boolean isHard(Claimant other, Effort theirEffort) {
        long steps = effort.with(theirEffort);
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

    /** The same, where that is known or quickly found out; else nothing. */
    Optional<Claim.Overlap> ifKnownOrEasy(Claimant other) {
        return isHard(other, other.claim().effort()) && !knows(other) ? Optional.empty() : with(other);
    }

    /**
     * Finds out what {@link #with} will tell, as far as there is time; what it hasn't come to it does when it is called again.
     * By one thread at a time.
     *
     * @param isOver asked between any two patterns: whether there is no more time
     * @return whether it is found out
     */
    boolean prepare(Claimant other, BooleanSupplier isOver) {
        if (knows(other)) {
            return true;
        }
        if (!other.id().equals(underWay)) {
            underWay = other.id();
            compared = 0;
        }
        Optional<Claim.Overlap> overlap = Optional.empty();
        while (overlap.isEmpty() && compared < claim.pairs(other.claim())) {
            if (isOver.getAsBoolean()) {
                return false;
            }
            overlap = claim.overlap(other.claim(), compared);
            compared++;
        }
        underWay = null;
        keep(other, overlap);
        return true;
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
        if (effort.with(other.claim().effort()) > 0) {
            keep(other, overlap);
        }
        return overlap;
    }

    private void keep(Claimant other, Optional<Claim.Overlap> overlap) {
        known.put(other.id(), overlap);
        other.comparison().ifPresent(theirs -> theirs.known.put(id, overlap.map(Claim.Overlap::flipped)));
    }
}
