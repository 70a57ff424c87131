package dev.intermute.access;

import java.util.Optional;

/** What the decision on a caller needs to know of reservations. Asked on worker threads alone: it may read the database. */
public interface ReservationProjects {
    /** The project of the reservation with this id, active or over; ids are unique over all projects. */
    Optional<String> projectOf(String reservationId);
}
