package dev.intermute.cli.remote;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.intermute.client.Event;
import dev.intermute.client.Message;

/** An event as people read it: when, what, and the little that tells one from another. */
final class EventLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Names names;

    EventLine(Names names) {
        this.names = names;
    }

    String of(Event event) {
        return TIME.format(event.createdAt()) + " " + event.type() + " "
                + event.message().map(EventLine::mail).orElseGet(() -> other(event));
    }

    private static String mail(Message message) {
        return message.from() + " to " + String.join(", ", message.to()) + ": "
                + (message.subject().isEmpty() ? "" : message.subject() + ": ") + message.body() + " (" + message.id()
                + ")";
    }

    private String other(Event event) {
        JsonNode data = event.data().orElse(MissingNode.getInstance());
        if (event.type().startsWith("message.")) {
            return event.messageId() + " by " + names.of(data.path("agent").asText());
        }
        if (event.type().startsWith("reservation.")) {
            return data.path("agent").asText() + ": " + patterns(data)
                    + (data.path("reason").asText().isEmpty()
                            ? ""
                            : " (" + data.path("reason").asText() + ")");
        }
        String title = data.path("title").asText(data.path("name").asText());
        return event.entityId()
                + (title.isEmpty() ? "" : ": " + title)
                + (data.path("status").asText().isEmpty()
                        ? ""
                        : ", " + data.path("status").asText())
                + (data.path("agent").asText().isEmpty()
                        ? ""
                        : ", " + data.path("agent").asText());
    }

    private static String patterns(JsonNode data) {
        StringBuilder patterns = new StringBuilder();
        data.path("patterns")
                .forEach(pattern ->
                        patterns.append(patterns.length() == 0 ? "" : " ").append(pattern.asText()));
        return patterns.toString();
    }
}
