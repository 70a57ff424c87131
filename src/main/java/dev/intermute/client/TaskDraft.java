package dev.intermute.client;

/** A task to make, or what of one is to change. */
public final class TaskDraft extends RecordDraft<TaskDraft> {
    private TaskDraft(Fields fields) {
        super(fields);
    }

    /** A task that is called so. */
    public static TaskDraft titled(String title) {
        return changes().title(title);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static TaskDraft changes() {
        return new TaskDraft(Fields.none());
    }

    /** What it is called. */
    public TaskDraft title(String text) {
        return text("title", text);
    }

    /** The story that it belongs to. */
    public TaskDraft story(String storyId) {
        return text("story_id", storyId);
    }

    /** Who does it: an agent's id or name, or a mailbox. */
    public TaskDraft agent(String idOrName) {
        return text("agent", idOrName);
    }

    /** The run in which that happens: a {@link Session}'s id. */
    public TaskDraft session(String sessionId) {
        return text("session_id", sessionId);
    }

    /** How far it is; {@link Task.Status#PENDING} where a new one doesn't say. */
    public TaskDraft status(Task.Status status) {
        return word("status", status);
    }

    @Override
    TaskDraft of(Fields changed) {
        return new TaskDraft(changed);
    }
}
