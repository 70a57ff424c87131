package dev.intermute.event;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event as clients see it. */
@Schema(name = "Event", description = "Something that happened in a project.")
public record Frame(
        @Schema(required = true, description = "What happened.")
        String type,

        @Schema(required = true, description = "Where.") String project,

        @Schema(description = "The message that it happened to, for events of messages.")
        String messageId,

        @Schema(description = "What it happened to, for all but the events that carry a message.")
        String entityId,

        @Schema(description = "The kind of the work record that it happened to, such as task, for events of those.")
        String kind,

        @Schema(
                description = "What was done to that work record, whatever the type is called.",
                enumeration = {"created", "updated", "deleted"})
        String action,

        @Schema(required = true, minimum = "1", description = "Its position in the log.")
        long cursor,

        @Schema(
                description = "The mailbox whose copy of a message this is: the agent's id, or a name that nobody has"
                        + " registered; only on the sockets of agents.")
        String agent,

        @Schema(required = true, description = "When.") Instant createdAt,

        @Schema(description = "The reservation that it happened to, for reservation.expired.")
        String reservationId,

        @Schema(description = "The id of the agent that held it, for reservation.expired.")
        String agentId,

        @Schema(description = "Its first pattern, for reservation.expired.")
        String pathPattern,

        @Schema(ref = "Message", description = "The message as it is now, for message.created and message.updated.")
        Object message,

        @Schema(
                type = SchemaType.OBJECT,
                description = "What else is to be told, for all other events. For message.read and message.ack: agent,"
                        + " read_at and ack_at. For events of work records: the record as it became, but nothing for one that"
                        + " was deleted.")
        @JsonRawValue
        String data) {

    /** The frame of an event that goes to mailboxes, with what it carries. */
    public static Frame of(Event event, Object content, String agent) {
        return of(event, content, agent, true);
    }

    /** The frame of an event that tells all by itself. */
    public static Frame of(Event event) {
        return of(event, null, null, false);
    }

    private static Frame of(Event event, Object content, String agent, boolean carriesMessage) {
        boolean ofMessage = event.type().isIn("message.*");
        boolean expired = event.type() == EventType.RESERVATION_EXPIRED;
        return new Frame(
                event.type().wire(),
                event.project(),
                ofMessage ? event.entityId() : null,
                carriesMessage ? null : event.entityId(),
                event.type().kind().orElse(null),
                event.type().action().map(EventType.Action::wire).orElse(null),
                event.cursor(),
                agent,
                event.createdAt(),
                expired ? event.entityId() : null,
                expired ? event.agent() : null,
                expired ? DataField.read(event.data(), "path_pattern") : null,
                content,
                carriesMessage ? null : dataOf(event));
    }

    private static String dataOf(Event event) {
        return event.data() == null ? "{}" : event.data();
    }
}
