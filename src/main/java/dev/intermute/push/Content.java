package dev.intermute.push;

import com.fasterxml.jackson.databind.util.RawValue;

import dev.intermute.event.Mail;

/** What a message's frames show: written once, however many copies go out, and shared by all that wait. */
final class Content {
    private final FrameWriter writer;
    private final Mail mail;
    private String text;

    Content(FrameWriter writer, Mail mail) {
        this.writer = writer;
        this.mail = mail;
    }

    Mail mail() {
        return mail;
    }

    RawValue raw() {
        return new RawValue(text());
    }

    int length() {
        return text().length();
    }

    private synchronized String text() {
        if (text == null) {
            text = writer.text(mail.content());
        }
        return text;
    }
}
