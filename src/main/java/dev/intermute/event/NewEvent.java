package dev.intermute.event;

/**
 * What a unit of work reports.
 *
 * @param project where it happened
 * @param type what happened
 * @param entityId what it happened to
 * @param agent the mailbox of who did it, or {@code null}
 * @param audience a JSON array of the mailboxes that alone may see it, or {@code null} for everyone in the project
 * @param data a JSON object with what else is to be told, or {@code null}
 */
public record NewEvent(String project, EventType type, String entityId, String agent, String audience, String data) {}
