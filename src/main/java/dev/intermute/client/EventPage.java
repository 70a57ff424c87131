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
    /** What the service left out is empty. */
    public EventPage {
        events = Wire.list(events);
    }
}
