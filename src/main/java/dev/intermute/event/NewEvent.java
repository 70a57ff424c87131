package dev.intermute.event;

import java.util.Set;

/**
 * What a unit of work reports.
 *
 * @param project where it happened
 * @param type what happened
 * @param entityId what it happened to
 * @param agent the mailbox of who did it, or {@code null}
 * @param audience the mailboxes that alone may see it; empty for everyone in the project
 * @param data a JSON object with what else is to be told, or {@code null}
 */
public record NewEvent(
        String project, EventType type, String entityId, String agent, Set<String> audience, String data) {
    /** An event that everyone in the project may see, and that tells no more than that it happened. */
    public NewEvent(String project, EventType type, String entityId, String agent) {
        this(project, type, entityId, agent, Set.of(), null);
    }
}
