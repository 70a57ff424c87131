package dev.intermute.push;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a frame against the model.
 *
 * @param mailbox whose socket it came over; {@code null} for all events
 * @param notBefore the log's head when the socket was opened: what a message was before that is not shown any more
 */
record FrameCheck(PushModel model, String project, String mailbox, long notBefore) {

    void check(JsonNode frame) {
        PushModel.Logged event = model.at(frame.path("cursor").asLong());
        assertThat(event).as("%s: in the log: %s", this, frame).isNotNull();
        assertThat(frame.path("type").asText()).isEqualTo(event.type());
        assertThat(frame.path("project").asText()).isEqualTo(project);
        assertThat(frame.path("message_id").asText()).isEqualTo(event.mail().id);
        if (event.carriesMessage()) {
            checkMessage(frame, event);
        } else {
            assertThat(frame.path("entity_id").asText()).isEqualTo(event.mail().id);
            assertThat(event.concerns(mailbox))
                    .as("%s: for it to see: %s", this, frame)
                    .isTrue();
        }
    }

    private void checkMessage(JsonNode frame, PushModel.Logged event) {
        JsonNode message = frame.path("message");
        PushModel.Mail mail = event.mail();
        PushModel.Version shown = mail.versions.get(message.path("cursor").asLong());
        assertThat(shown).as("%s: a version that there was: %s", this, frame).isNotNull();
        assertThat(shown.cursor)
                .as("%s: as the message was then or later: %s", this, frame)
                .isGreaterThanOrEqualTo(event.cursor());
        Map.Entry<Long, PushModel.Version> known = mail.versions.floorEntry(notBefore);
        if (known != null) {
            assertThat(shown.cursor)
                    .as("%s: as it was when the socket was opened or later: %s", this, frame)
                    .isGreaterThanOrEqualTo(known.getKey());
        }
        assertThat(message.path("id").asText()).isEqualTo(mail.id);
        assertThat(message.path("body").asText()).isEqualTo(shown.content.body());
        assertThat(message.has("bcc")).as("%s: bcc in %s", this, frame).isFalse();
        if (mailbox == null) {
            assertThat(frame.has("agent")).as("%s: agent in %s", this, frame).isFalse();
        } else {
            assertThat(shown.recipients)
                    .as("%s: a recipient of what it is shown: %s", this, frame)
                    .containsKey(mailbox);
            assertThat(model.isOrWas(frame.path("agent").asText(), mailbox))
                    .as("%s: the agent in %s", this, frame)
                    .isTrue();
        }
    }

    @Override
    public String toString() {
        return mailbox == null ? "a socket to all events" : "a socket of " + mailbox;
    }
}
