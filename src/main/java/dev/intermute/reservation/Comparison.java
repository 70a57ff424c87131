package dev.intermute.reservation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a claim has in common with leases that are hard to compare it with, as far as that was found out beforehand: all
 * writes wait for a unit of work, so none that decides a new request compares more than {@link #BUDGET}. Belongs to one
 * request, for one thread after the other.
 */
final class Comparison {
    /** The steps that a unit of work takes for one request, see {@code PathPattern#weight}: about two milliseconds. */
    static final long BUDGET = 200_000;

    private final Claim claim;
    /** By the lease's id: what a lease is for never changes. */
    private final Map<String, Optional<Claim.Overlap>> known = new HashMap<>();

    Comparison(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
        return claim;
    }

    boolean knows(Lease lease) {
        return known.containsKey(lease.id());
    }

    /** Compares with a lease, unless it is known. */
    void learn(Lease lease) {
        known.computeIfAbsent(lease.id(), id -> claim.overlap(lease.claim()));
    }

    /** Shows those that are known to overlap, each by its id. */
    void forEachOverlapping(BiConsumer<String, Claim.Overlap> consumer) {
        known.forEach((id, overlap) -> overlap.ifPresent(found -> consumer.accept(id, found)));
    }
}
