package dev.intermute.push;

import dev.intermute.event.Event;
import dev.intermute.event.Frame;

/**
 * A frame on its way to one socket.
 *
 * @param event the event that it tells of; {@code null} for an answer to what the client sent
 * @param mailbox whose copy of the mail it is, or {@code null}
 * @param content the mail, of which the text is made when it is sent: a message to a thousand recipients waits once
 * @param text what is sent, where that is written already
 * @param publishedNanos {@link System#nanoTime} when the event was committed, or 0 if it comes from the log
 * @param weight of what it shares with others that wait
 */
record Outgoing(Event event, String mailbox, Content content, String text, long publishedNanos, Weight weight) {
    /** About what a frame has beside its content, in characters. */
    private static final int FRAME_CHARACTERS = 300;

    static Outgoing answer(String text) {
        return new Outgoing(null, null, null, text, 0, new Weight(text.length()));
    }

    static Outgoing written(Event event, String mailbox, String text, long publishedNanos) {
        return new Outgoing(event, mailbox, null, text, publishedNanos, new Weight(text.length()));
    }

    static Outgoing copy(Event event, String mailbox, Content content, long publishedNanos) {
        return new Outgoing(event, mailbox, content, null, publishedNanos, content.weight());
    }

    String text(FrameWriter writer) {
        return text != null ? text : writer.text(Frame.of(event, content.raw(), mailbox));
    }

    int length() {
        return text != null ? text.length() : content.length() + FRAME_CHARACTERS;
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
