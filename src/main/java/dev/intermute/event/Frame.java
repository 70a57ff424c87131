package dev.intermute.event;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * An event as clients see it.
 *
 * @param type what happened, such as {@code message.created}
 * @param project where
 * @param messageId the message that it happened to, for events of messages
 * @param entityId what it happened to, for all but the events that carry a message
 * @param cursor its position in the log
 * @param agent the mailbox whose copy of a message this is: the agent's id, or a name that nobody has registered; only
 *     on the sockets of agents
 * @param createdAt when
 * @param message the message as it is now, for {@code message.created} and {@code message.updated}
 * @param data what else is to be told, for all others
 */
public record Frame(
        String type,
        String project,
        String messageId,
        String entityId,
        long cursor,
        String agent,
        Instant createdAt,
        Object message,
        @JsonRawValue String data) {

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
        return new Frame(
                event.type().wire(),
                event.project(),
                ofMessage ? event.entityId() : null,
                carriesMessage ? null : event.entityId(),
                event.cursor(),
                agent,
                event.createdAt(),
                content,
                carriesMessage ? null : dataOf(event));
    }

    private static String dataOf(Event event) {
        return event.data() == null ? "{}" : event.data();
    }
}
