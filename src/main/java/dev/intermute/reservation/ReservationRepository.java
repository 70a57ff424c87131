package dev.intermute.reservation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** The reservations' table. */
@ApplicationScoped
class ReservationRepository {
    private final CurrentSession session;

    ReservationRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(Reservation reservation) {
        session.insert(reservation);
    }

    /** Writes on what terms one is held from now on. Index: primary key. */
    void renew(Lease lease) {
        session.get()
                .createMutationQuery("""
                        update Reservation
                        set expiresAt = :expiresAt, ttlMinutes = :ttl, reason = :reason, renewOnHeartbeat = :renew
                        where project = :project and fence = :fence""")
                .setParameter("expiresAt", lease.expiresAt())
                .setParameter("ttl", (int) lease.terms().ttl().toMinutes())
                .setParameter("reason", lease.terms().reason())
                .setParameter("renew", lease.terms().renewOnHeartbeat())
                .setParameter("project", lease.project())
                .setParameter("fence", lease.fence())
                .executeUpdate();
    }

    /** Writes how far signs of life have moved its end, unless it is over or has been moved further. Index: primary key. */
    void prolong(String project, long fence, Instant expiresAt) {
        session.get()
                .createMutationQuery("""
                        update Reservation set expiresAt = :expiresAt
                        where project = :project and fence = :fence and endedAt is null and expiresAt < :expiresAt""")
                .setParameter("expiresAt", expiresAt)
                .setParameter("project", project)
                .setParameter("fence", fence)
                .executeUpdate();
    }

    /** Writes that one is over. Index: primary key. */
    void end(Lease lease, Ending ending, Instant now) {
        session.get()
                .createMutationQuery("""
                        update Reservation set endedAt = :now, ending = :ending, expiresAt = :expiresAt
                        where project = :project and fence = :fence""")
                .setParameter("now", now)
                .setParameter("ending", ending)
                .setParameter("expiresAt", lease.expiresAt())
                .setParameter("project", lease.project())
                .setParameter("fence", lease.fence())
                .executeUpdate();
    }

    /** Index reservations_by_id. */
    Optional<Reservation> byId(String project, String id) {
        return session.get()
                .createSelectionQuery("from Reservation where id = :id and project = :project", Reservation.class)
                .setParameter("id", id)
                .setParameter("project", project)
                .uniqueResultOptional();
    }

    /** The project of a reservation; ids are unique over all projects. Index reservations_by_id. */
    Optional<String> projectOf(String id) {
        return session.get()
                .createSelectionQuery("select project from Reservation where id = :id", String.class)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** Those of an agent that are over, the latest grant first, after a position. Index reservations_ended. */
    List<Reservation> ended(String project, String agent, long beforeFence, int limit) {
        return session.get()
                .createSelectionQuery("""
                        from Reservation
                        where project = :project and agent = :agent and fence < :before and endedAt is not null
                        order by fence desc""", Reservation.class)
                .setParameter("project", project)
                .setParameter("agent", agent)
                .setParameter("before", beforeFence)
                .setMaxResults(limit)
                .getResultList();
    }

    /** All that haven't ended: read once, at start. Index reservations_open. */
    List<Reservation> open() {
        return session.get()
                .createNativeQuery("select * from reservations where ended_at is null", Reservation.class)
                .getResultList();
    }
}
