package dev.intermute.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * Who gets a lease. Runs inside units of work, one after the other, so of two conflicting requests the first is granted, and
 * the second finds that it is.
 */
@ApplicationScoped
class Granting {
    private final Agents agents;
    private final Leases leases;
    private final Ledger ledger;
    private final int agentLimit;

    Granting(Agents agents, Leases leases, Ledger ledger, ReservationConfig config) {
        this.agents = agents;
        this.leases = leases;
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

    /** Everybody's leases that the demand overlaps with, those whose time is up among them. */
    List<LeaseTable.Hit> overlapping(Demand demand) {
        return leases.inUnit().overlapping(demand.project(), demand.claim());
    }

    /** The lease that a demand gets if nothing stands in its way; it is not written yet. */
    Decision.Granted fresh(Demand demand, String agent, Instant now) {
        return new Decision.Granted(demand.lease(agent, now, ledger.nextFence()), true);
    }
}
