package dev.intermute.reservation;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A reservation that hasn't ended, in memory. Immutable, but for its end when the signs of life of its agent renew it: they
 * move that at once, whoever looks, and it is written within seconds. Whether it is <em>active</em> is a matter of time: one
 * whose time is up blocks nobody, though nobody may have noted its end yet.
 */
final class Lease implements Claimant {
    private final String project;
    private final String id;
    private final String agent;
    private final Claim claim;
    private final Terms terms;
    private final Instant createdAt;
    private final long fence;
    private final AtomicReference<Instant> expiresAt;

    /**
     * @param agent its agent's id
     * @param fence the cursor of its grant: the later of two grants has the higher one
     */
    Lease(
            String project,
            String id,
            String agent,
            Claim claim,
            Terms terms,
            Instant createdAt,
            Instant expiresAt,
            long fence) {
        this.project = project;
        this.id = id;
        this.agent = agent;
        this.claim = claim;
        this.terms = terms;
        this.createdAt = createdAt;
        this.fence = fence;
        this.expiresAt = new AtomicReference<>(expiresAt);
    }

    String project() {
        return project;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String agent() {
        return agent;
    }

    @Override
    public Claim claim() {
        return claim;
    }

    Terms terms() {
        return terms;
    }

    Instant createdAt() {
        return createdAt;
    }

    long fence() {
        return fence;
    }

    /** When its time is up, as things stand. */
    Instant expiresAt() {
        return expiresAt.get();
    }

    boolean isActive(Instant now) {
        return expiresAt().isAfter(now);
    }

    /**
     * Whether it stands in the way of an overlapping claim at this time.
     *
     * @param agent whose claim it is; what it holds itself doesn't stand in its way
     */
    boolean isRival(Claim other, Optional<String> agent, Instant now) {
        return isActive(now)
                && !claim.isCompatible(other)
                && agent.filter(this.agent::equals).isEmpty();
    }

    /** The same lease on other terms; its time is never up earlier than it was. */
    Lease renewed(Terms others, Instant now) {
        Instant end = later(expiresAt(), now.plus(others.ttl()));
        return new Lease(project, id, agent, claim, others, createdAt, end, fence);
    }

    /**
     * A sign of life of its agent: a full TTL from then on, where its terms say so and its time wasn't up.
     *
     * @return whether that moved its end
     */
    boolean heard(Instant time) {
        if (!terms.renewOnHeartbeat()) {
            return false;
        }
        Instant end = time.plus(terms.ttl());
        Instant before = expiresAt.getAndUpdate(known -> known.isAfter(time) ? later(known, end) : known);
        return before.isAfter(time) && end.isAfter(before);
    }

    /**
     * Lets it last until then at least.
     *
     * @return whether that moved its end
     */
    boolean prolong(Instant end) {
        return expiresAt.getAndUpdate(known -> later(known, end)).isBefore(end);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
