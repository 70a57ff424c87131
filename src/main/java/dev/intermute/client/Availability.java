package dev.intermute.client;

import java.util.List;

/**
 * What stands in the way of a reservation.
 *
 * @param conflicts what others hold that overlaps
 * @param available whether there is nothing
 */
public record Availability(List<Conflict> conflicts, boolean available) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Availability {
        conflicts = Wire.list(Wire.present("conflicts", conflicts));
    }
}
