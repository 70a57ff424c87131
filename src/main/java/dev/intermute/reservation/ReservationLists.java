package dev.intermute.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.store.Reader;

/**
 * Looks reservations up. Those that are held are known in memory, with the end that signs of life have moved; those that are
 * over are read from the database.
 */
@ApplicationScoped
class ReservationLists {
    private static final Comparator<Lease> LATEST_FIRST =
            Comparator.comparingLong(Lease::fence).reversed();

    /** How many conflicts are told; whoever has more in the way won't ask one by one. */
    private static final int MAX_CONFLICTS = 100;

    private final Reader reader;
    private final Agents agents;
    private final Leases leases;
    private final WaitingLine line;
    private final ReservationRepository reservations;

    ReservationLists(
            Reader reader, Agents agents, Leases leases, WaitingLine line, ReservationRepository reservations) {
        this.reader = reader;
        this.agents = agents;
        this.leases = leases;
        this.line = line;
        this.reservations = reservations;
    }

    /** A lease as it is now. */
    ReservationView view(Lease lease) {
        return view(lease, leases.now());
    }

    private ReservationView view(Lease lease, Instant now) {
        return ReservationView.of(lease, name(lease.project(), lease.agent()), now);
    }

    /** A lease that has just been released. */
    ReservationView released(Lease lease, Instant now) {
        return ReservationView.released(lease, name(lease.project(), lease.agent()), now);
    }

    /** A reservation, active or over. */
    ReservationView get(String project, String id) {
        return leases.committed(table -> table.find(project, id))
                .map(this::view)
                .or(() -> reader.read(() -> reservations.byId(project, id)).map(this::view))
                .orElseThrow(ReservationLists::unknown);
    }

    /** Active ones of a project. */
    ReservationPage active(String project, ReservationPage.Request page) {
        Instant now = leases.now();
        List<Lease> held = leases.committed(table -> table.of(project));
        return page.page(active(held, page, now));
    }

    /** All of an agent. What ends while this looks is shown once, as it was. */
    ReservationPage of(String project, String agent, ReservationPage.Request page) {
        Instant now = leases.now();
        List<Lease> held = leases.committed(table -> table.of(project, agent));
        Set<Long> known = held.stream().map(Lease::fence).collect(Collectors.toSet());
        Stream<ReservationView> timeIsUp = held.stream()
                .filter(lease ->
                        !lease.isActive(now) && lease.fence() < page.after().overBefore())
                .map(lease -> view(lease, now));
        Stream<ReservationView> ended = reader
                .read(() ->
                        reservations.ended(project, agent, page.after().overBefore(), page.limit() + 1 + held.size()))
                .stream()
                .filter(stored -> !known.contains(stored.fence))
                .map(this::view);
        List<ReservationView> found = new ArrayList<>(active(held, page, now));
        Stream.concat(timeIsUp, ended)
                .sorted(Comparator.comparingLong(ReservationView::fence).reversed())
                .forEach(found::add);
        return page.page(found);
    }

    private List<ReservationView> active(List<Lease> held, ReservationPage.Request page, Instant now) {
        return held.stream()
                .filter(lease -> lease.isActive(now) && page.after().isBefore(lease))
                .sorted(LATEST_FIRST)
                .limit(page.limit() + 1L)
                .map(lease -> view(lease, now))
                .toList();
    }

    /** What stands in the way of a demand, as far as that was found out while it was prepared. */
    List<ConflictView> conflicts(Demand demand) {
        return conflicts(
                demand.project(),
                demand.claim(),
                Optional.of(demand.agent().mailbox()),
                demand.comparison()::ifKnownOrEasy);
    }

    /** What stands in the way of a claim, leaving out what the agent holds itself; {@code agent} may be empty. */
    List<ConflictView> conflicts(String project, Claim claim, Optional<String> agent) {
        return conflicts(project, claim, agent, lease -> claim.overlap(lease.claim()));
    }

    /** Automata are set in motion only when the table is let go of: nobody's commit waits for them. */
    private List<ConflictView> conflicts(
            String project, Claim claim, Optional<String> agent, Function<Lease, Optional<Claim.Overlap>> comparison) {
        Instant now = leases.now();
        return views(leases.committed(table -> table.byClaim(project).candidates(claim)).stream()
                .filter(lease -> lease.isRival(claim, agent, now))
                .flatMap(lease -> comparison.apply(lease).map(overlap -> new ClaimIndex.Hit<>(lease, overlap)).stream())
                .limit(MAX_CONFLICTS)
                .toList());
    }

    /** The same as clients see it. */
    List<ConflictView> views(List<ClaimIndex.Hit<Lease>> hits) {
        return hits.stream().limit(MAX_CONFLICTS).map(this::view).toList();
    }

    private ConflictView view(ClaimIndex.Hit<Lease> hit) {
        Lease lease = hit.claimant();
        Agents.Standing holder = agents.standing(lease.project(), lease.agent()).orElse(null);
        return ConflictView.of(hit, holder, line.waitingFor(lease));
    }

    ReservationView view(Reservation stored) {
        return ReservationView.of(stored, name(stored.project, stored.agent), leases.now());
    }

    private String name(String project, String agent) {
        return agents.nameOf(project, agent).orElse(null);
    }

    static ApiException unknown() {
        return new ApiException(
                ErrorCode.RESERVATION_NOT_FOUND,
                "There is no such reservation in this project, or it was released; GET /api/reservations lists the active"
                        + " ones.");
    }
}
