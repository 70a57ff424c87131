package dev.intermute.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import dev.intermute.agent.Agents;
import dev.intermute.event.EventData;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.NewEvent;

/** Tells the project of each change of a lease. Runs inside a unit of work. */
@ApplicationScoped
class LeaseEvents {
    private final EventLog log;
    private final Agents agents;
    private final EventData data;

    LeaseEvents(EventLog log, Agents agents, EventData data) {
        this.log = log;
        this.agents = agents;
        this.data = data;
    }

    /** The cursor that the next event gets: the fence of a lease whose grant is told next. */
    long nextCursor() {
        return log.head() + 1;
    }

    /** Tells of a grant, and gives its cursor. */
    long created(Lease lease) {
        return append(EventType.RESERVATION_CREATED, lease, lease.terms().reason());
    }

    void renewed(Lease lease) {
        append(EventType.RESERVATION_RENEWED, lease, lease.terms().reason());
    }

    /** The reason of an expiry is why it expired, not what the lease was for. */
    void ended(Lease lease, Ending ending) {
        if (ending == Ending.RELEASED) {
            append(EventType.RESERVATION_RELEASED, lease, lease.terms().reason());
        } else {
            append(EventType.RESERVATION_EXPIRED, lease, ending.wire());
        }
    }

    private long append(EventType type, Lease lease, String reason) {
        Told told = new Told(
                lease.id(),
                lease.agent(),
                agents.nameOf(lease.project(), lease.agent()).orElse(null),
                lease.claim().written().get(0),
                lease.claim().written(),
                lease.claim().exclusive(),
                reason,
                lease.expiresAt(),
                lease.fence());
        return log.append(new NewEvent(lease.project(), type, lease.id(), lease.agent(), Set.of(), data.of(told)));
    }

    /** What an event of a reservation tells. */
    @RegisterForReflection
    private record Told(
            String reservationId,
            String agentId,
            String agent,
            String pathPattern,
            List<String> patterns,
            boolean exclusive,
            String reason,
            Instant expiresAt,
            long fence) {}
}
