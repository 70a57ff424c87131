package dev.intermute.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

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
    /** How many leases a unit of work ends that no request asked for: few enough that its neighbours don't notice. */
    static final int AT_ONCE = 500;

    private final Granting granting;
    private final WaitingLine line;
    private final Ledger ledger;

    Desk(Granting granting, WaitingLine line, Ledger ledger) {
        this.granting = granting;
        this.line = line;
        this.ledger = ledger;
    }

    /** A lease that is over, and why. */
    record Over(Lease lease, Ending ending) {}

    /**
     * Decides a request, unless it has to be prepared first. One that has to wait, and may, joins the line.
     *
     * @throws ApiException {@code agent_not_found} if its agent isn't registered, {@code reservation_limit} if that has as
     *     many leases as it may have
     */
    Decision decide(Waiter waiter, Instant now) {
        Demand demand = waiter.demand();
        String agent = granting.agent(demand);
        Optional<Decision> early = refreshOrCheck(demand, agent, now);
        if (early.isPresent()) {
            return early.get();
        }
        if (granting.isTooHard(demand, agent, now)) {
            return new Decision.Unprepared();
        }
        Collection<ClaimIndex.Hit<Lease>> hits = granting.overlapping(demand, agent, now);
        if (endExpired(demand.project(), hits, now)) {
            // Those who waited for them have been served, and this agent may have been among them.
            early = refreshOrCheck(demand, agent, now);
            if (early.isPresent()) {
                return early.get();
            }
            hits = granting.overlapping(demand, agent, now);
        }
        List<ClaimIndex.Hit<Lease>> conflicts = conflicts(hits, demand, agent, now);
        boolean behind = demand.mayWait() && line.isBehind(waiter, agent);
        if (conflicts.isEmpty() && !behind) {
            Decision.Granted granted = granting.fresh(demand, agent, now);
            record(granted);
            // Those who wait remember how they compare with it: whoever moves the line on needn't find out.
            line.waitersFor(demand.project(), granted.lease(), waiting -> true);
            serveTwins(demand, agent, now);
            return granted;
        }
        if (!demand.mayWait() || waiter.isLeaving() || line.isFull(demand.project(), agent)) {
            return new Decision.Refused(conflicts);
        }
        line.join(waiter, agent);
        return new Decision.Queued();
    }

    /** Ends leases of a project, each of which has not ended, and serves those who waited for that. */
    void end(String project, List<Over> over, Instant now) {
        over.forEach(one -> ledger.ended(one.lease(), one.ending(), now));
        Serving serving = new Serving(project, now);
        over.forEach(one -> serving.makesRoom(one.lease()));
        serving.run();
    }

    private Optional<Decision> refreshOrCheck(Demand demand, String agent, Instant now) {
        Optional<Decision> again = granting.again(demand, agent, now).map(this::record);
        if (again.isEmpty()) {
            granting.checkLimit(demand, agent, now);
        }
        return again;
    }

    /** What the agent waits for elsewhere it has now. */
    private void serveTwins(Demand demand, String agent, Instant now) {
        Serving serving = new Serving(demand.project(), now);
        line.of(demand.project(), agent)
                .filter(waiter -> waiter.claim().isSame(demand.claim()))
                .forEach(serving::lookAt);
        serving.run();
    }

    private Decision record(Decision.Granted granted) {
        ledger.record(granted);
        return granted;
    }

    private boolean endExpired(String project, Collection<ClaimIndex.Hit<Lease>> hits, Instant now) {
        List<Over> over = expired(hits, now);
        if (over.isEmpty()) {
            return false;
        }
        end(project, over, now);
        return true;
    }

    private static List<Over> expired(Collection<ClaimIndex.Hit<Lease>> hits, Instant now) {
        return hits.stream()
                .map(ClaimIndex.Hit::claimant)
                .filter(lease -> !lease.isActive(now))
                .map(lease -> new Over(lease, Ending.TTL))
                .toList();
    }

    /** Asked once more, for a sign of life may have come meanwhile to what was over. */
    private static List<ClaimIndex.Hit<Lease>> conflicts(
            Collection<ClaimIndex.Hit<Lease>> hits, Demand demand, String agent, Instant now) {
        return hits.stream()
                .filter(hit -> hit.claimant().isRival(demand.claim(), Optional.of(agent), now))
                .toList();
    }

    /** Serves a project's line where room has been made. */
    private final class Serving {
        private final String project;
        private final Instant now;
        /** Who may be granted something now, by arrival. */
        private final NavigableMap<Long, Waiter> hopeful = new TreeMap<>();

        Serving(String project, Instant now) {
            this.project = project;
            this.now = now;
        }

        void makesRoom(Claimant leaving) {
            line.waitersFor(project, leaving, waiter -> !hopeful.containsKey(waiter.place()))
                    .forEach(this::lookAt);
        }

        void lookAt(Waiter waiter) {
            hopeful.put(waiter.place(), waiter);
        }

        /** What has left the line makes room, too; and so does, for those before, whose time is found to be up on the way. */
        void run() {
            line.departed(project).forEach(departed -> {
                line.forget(departed);
                makesRoom(departed);
            });
            while (!hopeful.isEmpty()) {
                Waiter first = hopeful.pollFirstEntry().getValue();
                if (first.isWaiting()) {
                    offer(first);
                }
            }
        }

        private void offer(Waiter waiter) {
            Demand demand = waiter.demand();
            try {
                String agent = granting.agent(demand);
                Optional<Decision.Granted> again = granting.again(demand, agent, now);
                if (again.isPresent()) {
                    serve(waiter, again.get());
                    return;
                }
                granting.checkLimit(demand, agent, now);
                Collection<ClaimIndex.Hit<Lease>> hits = granting.overlapping(demand, agent, now);
                note(expired(hits, now));
                if (conflicts(hits, demand, agent, now).isEmpty() && !line.isBehind(waiter, agent)) {
                    serve(waiter, granting.fresh(demand, agent, now));
                }
            } catch (ApiException refused) {
                if (line.fail(waiter, refused)) {
                    makesRoom(waiter);
                }
            }
        }

        private void note(List<Over> over) {
            for (Over one : over) {
                ledger.ended(one.lease(), one.ending(), now);
                makesRoom(one.lease());
            }
        }

        private void serve(Waiter waiter, Decision.Granted granted) {
            if (line.serve(waiter, granted)) {
                ledger.record(granted);
            }
        }
    }
}
