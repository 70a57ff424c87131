package dev.intermute.client;

import java.util.List;

/**
 * A page of the log.
 *
 * @param events the events, oldest first
 * @param cursor where to go on: give it to {@link Page#after}, also where nothing is new
 * @param hasMore whether there is more already
 */
public record EventPage(List<Event> events, long cursor, boolean hasMore) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public EventPage {
        events = Wire.list(Wire.present("events", events));
    }
}
