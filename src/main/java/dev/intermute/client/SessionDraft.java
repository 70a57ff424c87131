package dev.intermute.client;

/** A run of an agent to note, or what of one is to change. */
public final class SessionDraft extends RecordDraft<SessionDraft> {
    private SessionDraft(Fields fields) {
        super(fields);
    }

    /** A run that is called so, of an agent. */
    public static SessionDraft named(String name, String agent) {
        return changes().name(name).agent(agent);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static SessionDraft changes() {
        return new SessionDraft(Fields.none());
    }

    /** What it is called. */
    public SessionDraft name(String text) {
        return text("name", text);
    }

    /** The agent that runs: its id or name, or a mailbox. */
    public SessionDraft agent(String idOrName) {
        return text("agent", idOrName);
    }

    /** The task that it works on. */
    public SessionDraft task(String taskId) {
        return text("task_id", taskId);
    }

    /** What it does; {@link Session.Status#RUNNING} where a new one doesn't say. */
    public SessionDraft status(Session.Status status) {
        return word("status", status);
    }

    @Override
    SessionDraft of(Fields changed) {
        return new SessionDraft(changed);
    }
}
