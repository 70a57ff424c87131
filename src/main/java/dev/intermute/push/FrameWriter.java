package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;

import dev.intermute.event.Event;
import dev.intermute.event.Frame;
import dev.intermute.event.Mail;

/** Writes frames as text. */
@ApplicationScoped
class FrameWriter {
    private final ObjectMapper json;

    FrameWriter(ObjectMapper json) {
        this.json = json;
    }

    String text(Object frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The frames of one event, whose content is written once however many get it. */
    Copies copies(Event event, Mail mail) {
        return new Copies(event, mail);
    }

    /** The frames of one event, written when the first asks for them. */
    final class Copies {
        private final Event event;
        private final Mail mail;
        private RawValue content;
        private String open;

        private Copies(Event event, Mail mail) {
            this.event = event;
            this.mail = mail;
        }

        /** The frame that everybody gets alike. */
        String open() {
            if (open == null) {
                open = text(mail == null ? Frame.of(event) : Frame.of(event, content(), null));
            }
            return open;
        }

        /** The copy for a mailbox. */
        String of(String mailbox) {
            return mail == null ? open() : text(Frame.of(event, content(), mailbox));
        }

        private RawValue content() {
            if (content == null) {
                content = new RawValue(text(mail.content()));
            }
            return content;
        }
    }
}
