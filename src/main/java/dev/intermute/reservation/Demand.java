package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.intermute.access.Address;

/**
 * A request for a lease, checked by the rules that need no database.
 *
 * @param agent who asks
 * @param ttl how long it is to last
 * @param reason what for; absent: as before, where it refreshes a lease
 * @param renewOnHeartbeat whether signs of life renew it; absent: as before, where it refreshes a lease, else not
 * @param patience how long it may wait until it can be granted; zero: not at all
 * @param comparison what it is for, and how that compares with what others hold or wait for
 */
record Demand(
        String project,
        Address agent,
        Duration ttl,
        Optional<String> reason,
        Optional<Boolean> renewOnHeartbeat,
        Duration patience,
        Comparison comparison) {

    /** Its id, and that of the lease that it gets. */
    String id() {
        return comparison.id();
    }

    Claim claim() {
        return comparison.claim();
    }

    boolean mayWait() {
        return !patience.isZero();
    }

    /** The lease that it is granted. */
    Lease lease(String agentId, Instant now, long fence) {
        Terms terms = new Terms(ttl, reason.orElse(null), renewOnHeartbeat.orElse(false));
        return new Lease(project, id(), agentId, claim(), terms, now, now.plus(ttl), fence);
    }

    /** What becomes of a lease that its agent has and asks for again. */
    Lease refreshed(Lease lease, Instant now) {
        Terms terms = new Terms(
                ttl,
                reason.orElse(lease.terms().reason()),
                renewOnHeartbeat.orElse(lease.terms().renewOnHeartbeat()));
        return lease.renewed(terms, now);
    }
}
