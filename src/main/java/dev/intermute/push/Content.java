package dev.intermute.push;

import java.util.Arrays;
import java.util.Set;

import com.fasterxml.jackson.databind.util.RawValue;

import dev.intermute.event.Event;
import dev.intermute.event.Frame;
import dev.intermute.event.Mail;

/** What a message's frames show: written once, however many copies go out, and shared by all that wait. */
final class Content {
    /** What nothing in JSON has, for strings have it escaped: it marks the place of the content. */
    private static final RawValue HOLE = new RawValue("\0");

    private final FrameWriter writer;
    private final Set<String> mailboxes;
    private Object unwritten;
    private byte[] text;
    private Weight weight;

    Content(FrameWriter writer, Mail mail) {
        this.writer = writer;
        this.mailboxes = mail.mailboxes();
        this.unwritten = mail.content();
    }

    /** Who gets it. */
    Set<String> mailboxes() {
        return mailboxes;
    }

    /**
     * A frame that shows it.
     *
     * @param mailbox whose copy it is, or {@code null}
     */
    Payload frame(Event event, String mailbox) {
        byte[] around = writer.text(Frame.of(event, HOLE, mailbox));
        int hole = 0;
        while (around[hole] != 0) {
            hole++;
        }
        return Payload.of(Arrays.copyOf(around, hole), text(), Arrays.copyOfRange(around, hole + 1, around.length));
    }

    synchronized Weight weight() {
        text();
        return weight;
    }

    private synchronized byte[] text() {
        if (text == null) {
            text = writer.text(unwritten);
            weight = new Weight(text.length);
            unwritten = null;
        }
        return text;
    }
}
