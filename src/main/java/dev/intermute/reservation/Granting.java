package dev.intermute.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.reservation.pattern.Effort;

/**
 * Who gets a lease. Runs inside units of work, one after the other, so of two conflicting requests the first is granted, and
 * the second finds that it is.
 */
@ApplicationScoped
class Granting {
    private final Agents agents;
    private final Leases leases;
    private final WaitingLine line;
    private final Ledger ledger;
    private final int agentLimit;

    Granting(Agents agents, Leases leases, WaitingLine line, Ledger ledger, ReservationConfig config) {
        this.agents = agents;
        this.leases = leases;
        this.line = line;
        this.ledger = ledger;
        this.agentLimit = config.reservation().agentLimit();
    }

    /**
     * The id of the agent that asks.
     *
     * @throws ApiException {@code agent_not_found} if it isn't registered
     */
    String agent(Demand demand) {
        return agents.idInUnit(demand.project(), demand.agent()).orElseThrow(Agents::unknown);
    }

    /** The lease that the agent has already, refreshed, if the demand is for the same; it is not written yet. */
    Optional<Decision.Granted> again(Demand demand, String agent, Instant now) {
        return leases.inUnit().active(demand.project(), agent, now).stream()
                .filter(lease -> lease.claim().isSame(demand.claim()))
                .map(lease -> new Decision.Granted(demand.refreshed(lease, now), false))
                .findFirst();
    }

    /**
     * Refuses an agent that has as many leases as it may have.
     *
     * @throws ApiException {@code reservation_limit}
     */
    void checkLimit(Demand demand, String agent, Instant now) {
        int active = leases.inUnit().active(demand.project(), agent, now).size();
        if (active >= agentLimit) {
            throw new ApiException(
                            ErrorCode.RESERVATION_LIMIT,
                            "The agent has " + active + " active reservations, as many as it may have; release some, or"
                                    + " put several patterns into one.")
                    .with("limit", agentLimit);
        }
    }

    /** Whether a unit of work has no time to find out what the demand overlaps with. */
    boolean isTooHard(Demand demand, String agent, Instant now) {
        long steps = held(demand).steps(demand.comparison(), matters(demand, agent, now), Comparison.BUDGET);
        return steps > Comparison.BUDGET || steps + line.steps(demand, agent, Comparison.BUDGET) > Comparison.BUDGET;
    }

    /** Rivals that the demand overlaps with, and leases of anybody that it overlaps with and whose time is up. */
    Collection<ClaimIndex.Hit<Lease>> overlapping(Demand demand, String agent, Instant now) {
        return held(demand).overlapping(demand.comparison(), matters(demand, agent, now));
    }

    private ClaimIndex<Lease> held(Demand demand) {
        return leases.inUnit().byClaim(demand.project());
    }

    private static Predicate<Lease> matters(Demand demand, String agent, Instant now) {
        return lease -> !lease.isActive(now) || lease.isRival(demand.claim(), Optional.of(agent), now);
    }

    /**
     * Compares a demand with what others hold or wait for by now, so that a unit of work needn't. On a thread that nobody waits
     * for.
     */
    Comparing comparing(Demand demand) {
        Instant now = leases.now();
        String agent = demand.agent().mailbox();
        Effort effort = demand.claim().effort();
        Stream<Lease> held =
                leases.committed(table -> table.byClaim(demand.project()).candidates(demand.claim())).stream()
                        .filter(matters(demand, agent, now));
        Stream<Waiter> waiting = line.candidates(demand.project(), demand.claim()).stream()
                .filter(waiter -> waiter.isRival(demand.claim(), agent));
        return new Comparing(
                demand.comparison(),
                Stream.<Claimant>concat(held, waiting)
                        .filter(other -> effort.with(other.claim().effort()) > 0)
                        .iterator());
    }

    /** The lease that a demand gets if nothing stands in its way; it is not written yet. */
    Decision.Granted fresh(Demand demand, String agent, Instant now) {
        return new Decision.Granted(demand.lease(agent, now, ledger.nextFence()), true);
    }
}
