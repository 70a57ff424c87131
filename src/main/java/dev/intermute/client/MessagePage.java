package dev.intermute.client;

import java.util.List;

/**
 * A page of messages.
 *
 * @param messages the messages, oldest first
 * @param cursor where to go on: give it to {@link Page#after}, also where nothing is new
 * @param hasMore whether there is more already
 */
public record MessagePage(List<Message> messages, long cursor, boolean hasMore) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public MessagePage {
        messages = Wire.list(Wire.present("messages", messages));
    }
}
