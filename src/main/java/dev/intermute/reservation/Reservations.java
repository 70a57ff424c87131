package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.intermute.access.Address;
import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.store.Writer;

/** Reserving, renewing and releasing. */
@ApplicationScoped
public class Reservations {
    private final Writer writer;
    private final Agents agents;
    private final Leases leases;
    private final Preparation preparation;
    private final Desk desk;
    private final Ledger ledger;
    private final ReservationRepository reservations;
    private final ReservationLists lists;
    private final Patience patience;
    private final ReservationMetrics metrics;
    /** Where paths that two patterns have in common are looked for: not on the writer's thread. */
    private final Executor workers = Infrastructure.getDefaultExecutor();

    Reservations(
            Writer writer,
            Agents agents,
            Leases leases,
            Preparation preparation,
            Desk desk,
            Ledger ledger,
            ReservationRepository reservations,
            ReservationLists lists,
            Patience patience,
            ReservationMetrics metrics) {
        this.writer = writer;
        this.agents = agents;
        this.leases = leases;
        this.preparation = preparation;
        this.desk = desk;
        this.ledger = ledger;
        this.reservations = reservations;
        this.lists = lists;
        this.patience = patience;
        this.metrics = metrics;
    }

    /**
     * Decides a request, at once or when it has waited.
     *
     * @param closed completes once the connection of who asks is closed, or has its answer
     * @param unread completes once nobody would notice any more that it is closed: then it isn't worth waiting
     */
    CompletionStage<Reserved> reserve(Demand demand, CompletionStage<Void> closed, CompletionStage<Void> unread) {
        agents.alive(demand.project(), demand.agent());
        Waiter waiter = new Waiter(demand);
        Runnable end = demand.mayWait() ? patience.watch(waiter, closed, unread) : () -> {};
        return decide(waiter, () -> isMoot(waiter, closed))
                .thenCompose(decision -> {
                    if (decision instanceof Decision.Queued) {
                        patience.queued(waiter);
                        return waiter.answer();
                    }
                    return CompletableFuture.completedFuture(decision);
                })
                .whenComplete((decision, failure) -> end.run())
                .thenApplyAsync(
                        decision -> answer(
                                waiter, decision, closed.toCompletableFuture().isDone()),
                        workers);
    }

    /** Whether nobody is there any more for the answer, or it will be no. */
    private boolean isMoot(Waiter waiter, CompletionStage<Void> closed) {
        return waiter.isLeaving() || closed.toCompletableFuture().isDone() || patience.isStopping();
    }

    private CompletionStage<Decision> decide(Waiter waiter, BooleanSupplier isMoot) {
        return decideNow(waiter)
                .thenCompose(decision -> decision instanceof Decision.Unprepared
                        ? preparation.decide(waiter.demand(), isMoot, () -> decideNow(waiter))
                        : CompletableFuture.completedFuture(decision));
    }

    private CompletionStage<Decision> decideNow(Waiter waiter) {
        return writer.submit(now -> desk.decide(waiter, now));
    }

    private Reserved answer(Waiter waiter, Decision decision, boolean nobodyListens) {
        if (decision instanceof Decision.Granted granted) {
            return new Reserved(lists.view(granted.lease()), granted.fresh());
        }
        if (patience.isStopping() && (decision instanceof Decision.Left || waiter.isLeaving())) {
            throw new ApiException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The service is stopping; ask again when it is back.");
        }
        if (!nobodyListens) {
            metrics.conflict();
        }
        if (decision instanceof Decision.Refused refused) {
            throw conflict(lists.views(refused.conflicts()));
        }
        List<ConflictView> conflicts = nobodyListens ? List.of() : lists.conflicts(waiter.demand());
        if (conflicts.isEmpty() && !waiter.hasJoined()) {
            throw new ApiException(
                    ErrorCode.OVERLOADED,
                    "These patterns couldn't be compared with others' in time; try again with a longer wait_seconds, or with"
                            + " fewer or simpler ones.");
        }
        throw conflict(conflicts);
    }

    private static ApiException conflict(List<ConflictView> conflicts) {
        return new ApiException(
                        ErrorCode.RESERVATION_CONFLICT,
                        "Others hold what overlaps, or wait for it; work on something else, talk to the holders, or wait"
                                + " with wait_seconds.")
                .with("conflicts", conflicts);
    }

    /** Extends a lease by its owner's wish. */
    CompletionStage<ReservationView> renew(String project, String id, Optional<Address> owner, Optional<Duration> ttl) {
        owner.ifPresent(agent -> agents.alive(project, agent));
        return writer.submit(now -> renew(project, id, owner, ttl, now)).thenApply(lists::view);
    }

    private Lease renew(String project, String id, Optional<Address> owner, Optional<Duration> ttl, Instant now) {
        Optional<Lease> held = leases.inUnit().find(project, id);
        String holder = held.map(Lease::agent).orElseGet(() -> stored(project, id).agent);
        checkOwner(holder, owner);
        Lease lease = held.filter(one -> one.isActive(now))
                .orElseThrow(() -> new ApiException(
                        ErrorCode.RESERVATION_ENDED,
                        "The reservation is over; reserve again, others may hold it now."));
        Lease renewed =
                lease.renewed(lease.terms().withTtl(ttl.orElse(lease.terms().ttl())), now);
        ledger.renewed(renewed);
        return renewed;
    }

    /** Gives a lease up; one whose time is up is left as it is. */
    CompletionStage<ReservationView> release(String project, String id, Optional<Address> owner) {
        owner.ifPresent(agent -> agents.alive(project, agent));
        return writer.submit(now -> release(project, id, owner, now));
    }

    private ReservationView release(String project, String id, Optional<Address> owner, Instant now) {
        Optional<Lease> held = leases.inUnit().find(project, id);
        if (held.isEmpty()) {
            Reservation over = stored(project, id);
            if (over.ending == Ending.RELEASED) {
                throw ReservationLists.unknown();
            }
            checkOwner(over.agent, owner);
            return lists.view(over);
        }
        Lease lease = held.get();
        checkOwner(lease.agent(), owner);
        if (!lease.isActive(now)) {
            return lists.view(lease);
        }
        desk.end(project, List.of(new Desk.Over(lease, Ending.RELEASED)), now);
        return lists.released(lease, now);
    }

    /** Gives up all that an agent holds, and tells how many. */
    CompletionStage<Integer> releaseAll(String project, Address agent) {
        agents.alive(project, agent);
        return writer.submit(now -> {
            String id = agents.idInUnit(project, agent).orElseThrow(Agents::unknown);
            List<Desk.Over> held = leases.inUnit().active(project, id, now).stream()
                    .map(lease -> new Desk.Over(lease, Ending.RELEASED))
                    .toList();
            desk.end(project, held, now);
            return held.size();
        });
    }

    private Reservation stored(String project, String id) {
        return reservations.byId(project, id).orElseThrow(ReservationLists::unknown);
    }

    private static void checkOwner(String holder, Optional<Address> owner) {
        if (owner.filter(agent -> agent.mailbox().equals(holder)).isEmpty()) {
            throw notTheOwner();
        }
    }

    static ApiException notTheOwner() {
        return new ApiException(
                ErrorCode.NOT_THE_OWNER,
                "Only the agent that holds a reservation may renew or release it; send its X-Agent-ID.");
    }

    /**
     * A granted request.
     *
     * @param fresh whether the lease is a new one
     */
    record Reserved(ReservationView reservation, boolean fresh) {}
}
