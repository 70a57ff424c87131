package dev.intermute.push;

import dev.intermute.event.Event;

/**
 * A frame on its way to one socket.
 *
 * @param event the event that it tells of; {@code null} for an answer to what the client sent
 * @param mailbox whose copy of the mail it is, or {@code null}
 * @param payload what is sent
 * @param publishedNanos {@link System#nanoTime} when the event was committed, or 0 if it comes from the log
 * @param weight of what it shares with others that wait
 */
record Outgoing(Event event, String mailbox, Payload payload, long publishedNanos, Weight weight) {

    static Outgoing answer(byte[] text) {
        return written(null, null, text, 0);
    }

    static Outgoing written(Event event, String mailbox, byte[] text, long publishedNanos) {
        return new Outgoing(event, mailbox, Payload.of(text), publishedNanos, new Weight(text.length));
    }

    static Outgoing copy(Event event, String mailbox, Content content, long publishedNanos) {
        return new Outgoing(event, mailbox, content.frame(event, mailbox), publishedNanos, content.weight());
    }

    /** In bytes. */
    int length() {
        return payload.length();
    }

    long cursor() {
        return event == null ? 0 : event.cursor();
    }

    boolean isAnswer() {
        return event == null;
    }

    /** Whether it shows this message. */
    boolean carries(String messageId) {
        return event != null
                && event.entityId().equals(messageId)
                && event.type().carriesMail();
    }

    Outgoing with(Content newContent) {
        return copy(event, mailbox, newContent, publishedNanos);
    }
}
