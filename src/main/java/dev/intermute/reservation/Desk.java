package dev.intermute.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;

/**
 * Where requests for leases are decided and those that wait are served: whatever makes room grants, in the same unit of
 * work, to those who waited for it, so nobody slips in between. Those in a line are served by arrival; each waits for what
 * others hold and for those before it that want the same, hence nobody is passed by whom it would have to wait for. Runs
 * inside units of work.
 */
@ApplicationScoped
class Desk {
    /** Up to how many freed claims a waiting request is compared with before it is asked what stands in its way. */
    private static final int FEW = 16;

    private final Granting granting;
    private final WaitingLine line;
    private final Ledger ledger;

    Desk(Granting granting, WaitingLine line, Ledger ledger) {
        this.granting = granting;
        this.line = line;
        this.ledger = ledger;
    }

    /**
     * Decides a request. One that has to wait, and may, joins the line.
     *
     * @throws ApiException {@code agent_not_found} if its agent isn't registered, {@code reservation_limit} if that has as
     *     many leases as it may have
     */
    Decision decide(Waiter waiter, Instant now) {
        Demand demand = waiter.demand();
        String agent = granting.agent(demand);
        end(demand.project(), granting.expired(demand.project(), demand.claim(), now), Ending.TTL, now);
        Optional<Lease> own = granting.own(demand, agent, now);
        if (own.isPresent()) {
            return refresh(demand, own.get(), now);
        }
        granting.checkLimit(demand, agent, now);
        List<LeaseTable.Hit> conflicts = granting.conflicts(demand, agent, now);
        boolean behind = demand.mayWait()
                && line.waiting(demand.project()).anyMatch(other -> isInTheWay(other, demand.claim(), agent));
        if (conflicts.isEmpty() && !behind) {
            return grant(demand, agent, now);
        }
        if (!demand.mayWait() || waiter.isLeaving() || line.isFull(demand.project(), agent)) {
            return new Decision.Refused(conflicts);
        }
        line.join(waiter, agent);
        return new Decision.Queued();
    }

    /** Ends leases of a project, and serves those who waited for that. */
    void end(String project, List<Lease> over, Ending ending, Instant now) {
        over.forEach(lease -> ledger.ended(lease, ending, now));
        serve(project, over.stream().map(Lease::claim).toList(), now);
    }

    /** Serves those who stood behind requests that have left the line. */
    void closeRanks(String project, Instant now) {
        serve(project, List.of(), now);
    }

    private void serve(String project, List<Claim> room, Instant now) {
        List<Claim> freed = new ArrayList<>(room);
        for (Waiter departed : line.departed(project)) {
            freed.add(departed.demand().claim());
            line.forget(departed);
        }
        int seen = -1;
        // Whose time is found to be up on the way makes room for those before, too.
        while (freed.size() > Math.max(seen, 0)) {
            seen = freed.size();
            serveOnce(project, freed, now);
        }
    }

    private void serveOnce(String project, List<Claim> freed, Instant now) {
        List<Waiter> before = new ArrayList<>();
        for (Waiter waiter : line.waiting(project).toList()) {
            if (isTouched(waiter.demand().claim(), freed)) {
                serve(waiter, before, freed, now);
            }
            if (waiter.isWaiting()) {
                before.add(waiter);
            }
        }
    }

    private static boolean isTouched(Claim claim, List<Claim> freed) {
        return freed.size() > FEW
                || freed.stream().anyMatch(room -> claim.conflict(room).isPresent());
    }

    private void serve(Waiter waiter, List<Waiter> before, List<Claim> freed, Instant now) {
        Demand demand = waiter.demand();
        try {
            String agent = granting.agent(demand);
            for (Lease over : granting.expired(demand.project(), demand.claim(), now)) {
                ledger.ended(over, Ending.TTL, now);
                freed.add(over.claim());
            }
            Optional<Lease> own = granting.own(demand, agent, now);
            if (own.isPresent()) {
                serveAgain(waiter, own.get(), now);
                return;
            }
            granting.checkLimit(demand, agent, now);
            boolean behind = before.stream().anyMatch(other -> isInTheWay(other, demand.claim(), agent));
            if (!behind && granting.conflicts(demand, agent, now).isEmpty()) {
                serveFresh(waiter, agent, now);
            }
        } catch (ApiException refused) {
            if (line.fail(waiter, refused)) {
                freed.add(demand.claim());
            }
        }
    }

    private void serveFresh(Waiter waiter, String agent, Instant now) {
        Lease lease = granting.draw(waiter.demand(), agent, now);
        if (line.serve(waiter, new Decision.Granted(lease, true))) {
            ledger.granted(lease);
        }
    }

    private void serveAgain(Waiter waiter, Lease own, Instant now) {
        Lease lease = waiter.demand().refreshed(own, now);
        if (line.serve(waiter, new Decision.Granted(lease, false))) {
            ledger.renewed(lease);
        }
    }

    private static boolean isInTheWay(Waiter other, Claim claim, String agent) {
        return !agent.equals(other.agentId())
                && claim.conflict(other.demand().claim()).isPresent();
    }

    private Decision grant(Demand demand, String agent, Instant now) {
        Lease lease = granting.draw(demand, agent, now);
        ledger.granted(lease);
        return new Decision.Granted(lease, true);
    }

    private Decision refresh(Demand demand, Lease own, Instant now) {
        Lease lease = demand.refreshed(own, now);
        ledger.renewed(lease);
        return new Decision.Granted(lease, false);
    }
}
