package dev.intermute.client;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened in a project.
 *
 * @param type what happened, such as {@code message.created}
 * @param project where
 * @param messageId the message that it happened to, for events of messages
 * @param entityId what it happened to, for all but the events that carry a message
 * @param kind the kind of the work record that it happened to, such as {@code task}
 * @param action what was done to that record: {@code created}, {@code updated} or {@code deleted}
 * @param cursor its position in the log
 * @param agent the mailbox whose copy of a message this is; on an agent's subscription only
 * @param createdAt when
 * @param message the message as it is now, for {@code message.created} and {@code message.updated}
 * @param data what else is to be told, for all others
 */
public record Event(
        String type,
        String project,
        String messageId,
        String entityId,
        String kind,
        String action,
        long cursor,
        String agent,
        Instant createdAt,
        Optional<Message> message,
        Optional<JsonNode> data) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Event {
        Wire.present("created_at", createdAt);
        type = Wire.present("type", type);
        project = Wire.text(project);
        messageId = Wire.text(messageId);
        entityId = Wire.text(entityId);
        kind = Wire.text(kind);
        action = Wire.text(action);
        agent = Wire.text(agent);
    }

    /**
     * What else is to be told, as a type of this package: a task for an event of a task, say.
     *
     * @return empty where there is nothing of it, as for a record that was deleted
     * @throws IllegalArgumentException if it is nothing of that type
     */
    public <T> Optional<T> dataAs(Class<T> type) {
        return data.filter(node -> !node.isEmpty()).map(node -> Wire.convert(node, type));
    }

    /**
     * Whether it is of one of these types.
     *
     * @param types such as {@code message.created}; {@code message.*} stands for a family
     */
    public boolean ofType(Collection<String> types) {
        String family = type.replaceFirst("[.].*", ".*");
        return types.contains(type) || types.contains(family);
    }
}
