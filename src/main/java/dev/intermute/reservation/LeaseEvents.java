package dev.intermute.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;

import dev.intermute.agent.Agents;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.NewEvent;

/** Tells the project of each change of a lease. Runs inside a unit of work. */
@ApplicationScoped
class LeaseEvents {
    private final EventLog log;
    private final Agents agents;
    private final ObjectMapper json;

    LeaseEvents(EventLog log, Agents agents, ObjectMapper json) {
        this.log = log;
        this.agents = agents;
        this.json = json;
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
        return log.append(new NewEvent(lease.project(), type, lease.id(), lease.agent(), Set.of(), write(told)));
    }

    private String write(Told told) {
        try {
            return json.writeValueAsString(told);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
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
