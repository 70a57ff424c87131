package dev.intermute.reservation;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes each change of a lease: its row, what memory knows of it, and the event. Runs inside a unit of work. */
@ApplicationScoped
class Ledger {
    private final Leases leases;
    private final ReservationRepository reservations;
    private final LeaseEvents events;

    Ledger(Leases leases, ReservationRepository reservations, LeaseEvents events) {
        this.leases = leases;
        this.reservations = reservations;
        this.events = events;
    }

    /** The fence of the next lease that is granted. */
    long nextFence() {
        return events.nextCursor();
    }

    /** What a demand has got: a new lease, or its agent's own once more. */
    void record(Decision.Granted granted) {
        if (granted.fresh()) {
            granted(granted.lease());
        } else {
            renewed(granted.lease());
        }
    }

    private void granted(Lease lease) {
        reservations.insert(new Reservation(lease));
        leases.put(lease);
        if (events.created(lease) != lease.fence()) {
            throw new IllegalStateException("the fence of a reservation is the cursor of its grant");
        }
    }

    void renewed(Lease lease) {
        reservations.renew(lease);
        leases.put(lease);
        events.renewed(lease);
    }

    void ended(Lease lease, Ending ending, Instant now) {
        reservations.end(lease, ending, now);
        leases.remove(lease);
        events.ended(lease, ending);
    }
}
