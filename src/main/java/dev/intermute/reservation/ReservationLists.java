package dev.intermute.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return ReservationView.of(lease, name(lease.project(), lease.agent()), leases.now());
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
        List<Lease> held = leases.committed(table -> table.of(project));
        return page.page(held(held, page));
    }

    /** All of an agent. */
    ReservationPage of(String project, String agent, ReservationPage.Request page) {
        List<Lease> held = leases.committed(table -> table.of(project, agent));
        List<ReservationView> found = new ArrayList<>(held(held, page));
        Map<Long, ReservationView> over = over(held, page);
        reader.read(() -> reservations.ended(project, agent, page.after().overBefore(), page.limit() + 1))
                .forEach(stored -> over.putIfAbsent(stored.fence, view(stored)));
        over.values().stream()
                .sorted(Comparator.comparingLong(ReservationView::fence).reversed())
                .forEach(found::add);
        return page.page(found);
    }

    private List<ReservationView> held(List<Lease> held, ReservationPage.Request page) {
        Instant now = leases.now();
        return held.stream()
                .filter(lease -> lease.isActive(now) && page.after().isBefore(lease))
                .sorted(LATEST_FIRST)
                .limit(page.limit() + 1L)
                .map(this::view)
                .toList();
    }

    /** Those whose time is up, though nobody has noted it yet. */
    private Map<Long, ReservationView> over(List<Lease> held, ReservationPage.Request page) {
        Instant now = leases.now();
        return held.stream()
                .filter(lease ->
                        !lease.isActive(now) && lease.fence() < page.after().overBefore())
                .collect(Collectors.toMap(Lease::fence, this::view, (a, b) -> a));
    }

    /** What stands in the way of a claim, leaving out what the agent holds itself; {@code agent} may be empty. */
    List<ConflictView> conflicts(String project, Claim claim, Optional<String> agent) {
        Instant now = leases.now();
        return views(leases.committed(table -> Granting.conflicts(table, project, claim, agent.orElse(""), now)));
    }

    /** The same as clients see it. */
    List<ConflictView> views(List<LeaseTable.Hit> hits) {
        Map<String, Optional<Agents.Standing>> holders = hits.stream()
                .limit(MAX_CONFLICTS)
                .map(LeaseTable.Hit::lease)
                .collect(Collectors.toMap(
                        Lease::agent, lease -> agents.standing(lease.project(), lease.agent()), (a, b) -> a));
        return hits.stream()
                .limit(MAX_CONFLICTS)
                .map(hit -> ConflictView.of(
                        hit, holders.get(hit.lease().agent()).orElse(null), line.waitingFor(hit.lease())))
                .toList();
    }

    private ReservationView view(Reservation over) {
        return ReservationView.of(over, name(over.project, over.agent));
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
