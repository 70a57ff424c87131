package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import dev.intermute.store.StringListColumn;

/** A reservation as it is stored: active, or over. */
@Entity
@Table(name = "reservations")
@IdClass(ReservationKey.class)
class Reservation {
    @Id
    String project;

    /** The cursor of its grant. */
    @Id
    long fence;

    String id;
    String agent;

    /** As they were written. */
    @Convert(converter = StringListColumn.class)
    List<String> patterns;

    boolean exclusive;
    String reason;

    @Column(name = "ttl_minutes")
    int ttlMinutes;

    @Column(name = "renew_on_heartbeat")
    boolean renewOnHeartbeat;

    @Column(name = "created_at")
    Instant createdAt;

    /** As of the last flush; the {@link Lease} knows better. */
    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    Instant endedAt;

    /** Why it is over; {@code null} until then. */
    @Convert(converter = Ending.Column.class)
    Ending ending;

    /** For Hibernate. */
    protected Reservation() {}

    Reservation(Lease lease) {
        this.project = lease.project();
        this.fence = lease.fence();
        this.id = lease.id();
        this.agent = lease.agent();
        this.patterns = lease.claim().written();
        this.exclusive = lease.claim().exclusive();
        this.reason = lease.terms().reason();
        this.ttlMinutes = (int) lease.terms().ttl().toMinutes();
        this.renewOnHeartbeat = lease.terms().renewOnHeartbeat();
        this.createdAt = lease.createdAt();
        this.expiresAt = lease.expiresAt();
    }

    Terms terms() {
        return new Terms(Duration.ofMinutes(ttlMinutes), reason, renewOnHeartbeat);
    }
}
