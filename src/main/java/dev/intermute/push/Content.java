package dev.intermute.push;

import java.util.Set;

import com.fasterxml.jackson.databind.util.RawValue;

import dev.intermute.event.Mail;

/** What a message's frames show: written once, however many copies go out, and shared by all that wait. */
final class Content {
    private final FrameWriter writer;
    private final Set<String> mailboxes;
    private Object unwritten;
    private String text;
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

    RawValue raw() {
        return new RawValue(text());
    }

    int length() {
        return text().length();
    }

    synchronized Weight weight() {
        text();
        return weight;
    }

    private synchronized String text() {
        if (text == null) {
            text = writer.text(unwritten);
            weight = new Weight(text.length());
            unwritten = null;
        }
        return text;
    }
}
