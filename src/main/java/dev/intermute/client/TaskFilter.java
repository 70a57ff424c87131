package dev.intermute.client;

/** Which tasks are wanted. */
public final class TaskFilter extends RecordFilter<TaskFilter> {
    private TaskFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static TaskFilter all() {
        return new TaskFilter(Fields.none());
    }

    /** Those of this story. */
    public TaskFilter story(String storyId) {
        return text("story", storyId);
    }

    /** Those of an agent, by its id or name, whichever the record has. */
    public TaskFilter agent(String idOrName) {
        return text("agent", idOrName);
    }

    /** Those that are so far. */
    public TaskFilter status(Task.Status status) {
        return word("status", status);
    }

    @Override
    TaskFilter of(Fields narrower) {
        return new TaskFilter(narrower);
    }
}
