package dev.intermute.event;

import java.time.Instant;

/** Events as the log keeps them, for tests that have no log. */
public final class TestEvents {
    private TestEvents() {}

    /** The event of a new message. */
    public static Event message(long cursor, String message) {
        return new Event(cursor, Instant.EPOCH, new NewEvent("p", EventType.MESSAGE_CREATED, message, null));
    }
}
