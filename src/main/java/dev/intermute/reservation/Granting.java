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

    /** The lease that the agent has already and that the demand would only refresh. */
    Optional<Lease> own(Demand demand, String agent, Instant now) {
        return leases.inUnit().of(demand.project(), agent).stream()
                .filter(lease -> lease.isActive(now) && lease.claim().isSame(demand.claim()))
                .findFirst();
    }

    /**
     * Refuses an agent that has as many leases as it may have.
     *
     * @throws ApiException {@code reservation_limit}
     */
    void checkLimit(Demand demand, String agent, Instant now) {
        long active = leases.inUnit().of(demand.project(), agent).stream()
                .filter(lease -> lease.isActive(now))
                .count();
        if (active >= agentLimit) {
            throw new ApiException(
                            ErrorCode.RESERVATION_LIMIT,
                            "The agent has " + active + " active reservations, as many as it may have; release some, or"
                                    + " put several patterns into one.")
                    .with("limit", agentLimit);
        }
    }

    /** The leases that a claim overlaps with and whose time is up, though nobody has noted it yet. */
    List<Lease> expired(String project, Claim claim, Instant now) {
        return leases.inUnit().overlapping(project, claim).stream()
                .map(LeaseTable.Hit::lease)
                .filter(lease -> !lease.isActive(now))
                .toList();
    }

    /** The active leases that stand in the way of a claim by an agent. */
    static List<LeaseTable.Hit> conflicts(LeaseTable table, String project, Claim claim, String agent, Instant now) {
        return table.overlapping(project, claim).stream()
                .filter(hit -> !hit.lease().agent().equals(agent))
                .filter(hit -> hit.lease().isActive(now) && !hit.lease().claim().isCompatible(claim))
                .toList();
    }

    /** The same, inside the unit of work that runs now. */
    List<LeaseTable.Hit> conflicts(Demand demand, String agent, Instant now) {
        return conflicts(leases.inUnit(), demand.project(), demand.claim(), agent, now);
    }

    /** The lease that a demand gets if nothing stands in its way; it is not written yet. */
    Lease draw(Demand demand, String agent, Instant now) {
        return demand.lease(agent, now, ledger.nextFence());
    }
}
