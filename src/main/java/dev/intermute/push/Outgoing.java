package dev.intermute.push;

import dev.intermute.event.Event;

/**
 * A frame on its way to one socket.
 *
 * @param text what is sent
 * @param event the event that it tells of; {@code null} for an answer to what the client sent
 * @param mailbox whose copy of the mail it is, or {@code null}
 * @param publishedNanos {@link System#nanoTime} when the event was committed, or 0 if it comes from the log
 */
record Outgoing(String text, Event event, String mailbox, long publishedNanos) {
    static Outgoing answer(String text) {
        return new Outgoing(text, null, null, 0);
    }

    long cursor() {
        return event == null ? 0 : event.cursor();
    }

    /** Whether it shows this message. */
    boolean carries(String messageId) {
        return event != null
                && event.entityId().equals(messageId)
                && event.type().carriesMail();
    }

    Outgoing with(String newText) {
        return new Outgoing(newText, event, mailbox, publishedNanos);
    }
}
