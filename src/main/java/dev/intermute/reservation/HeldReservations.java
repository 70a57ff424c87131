package dev.intermute.reservation;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.ReservationProjects;
import dev.intermute.agent.Holdings;
import dev.intermute.store.Reader;

/** What other rooms ask about reservations: which project one belongs to, and whether an agent holds any. */
@ApplicationScoped
class HeldReservations implements ReservationProjects, Holdings {
    private final Reader reader;
    private final Leases leases;
    private final ReservationRepository reservations;

    HeldReservations(Reader reader, Leases leases, ReservationRepository reservations) {
        this.reader = reader;
        this.leases = leases;
        this.reservations = reservations;
    }

    @Override
    public Optional<String> projectOf(String reservationId) {
        return leases.committed(table -> table.find(reservationId))
                .map(Lease::project)
                .or(() -> reader.read(() -> reservations.projectOf(reservationId)));
    }

    @Override
    public boolean holdsAny(String project, String agentId, Instant now) {
        return !leases.inUnit().active(project, agentId, now).isEmpty();
    }
}
