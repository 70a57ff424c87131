package dev.intermute.client;

import java.util.Optional;

/** The tasks of a project. */
public final class Tasks extends VersionedRecords<Task, TaskDraft, TaskFilter> {
    Tasks(IntermuteClient client) {
        super(client, "/api/tasks", Task.class);
    }

    /**
     * Hands the oldest pending task to an agent, for half an hour from each of its signs of life.
     *
     * @param agent an id or a name, or a mailbox, which gives no signs of life
     * @return empty if none is pending
     * @throws IntermuteException as {@link #claim(String, TaskClaim)}
     */
    public Optional<Task> claim(String agent) {
        return claim(agent, TaskClaim.any());
    }

    /**
     * Hands the oldest pending task that is wanted to an agent. No two agents get the same. Isn't tried again where the first
     * attempt may have arrived: an answer that is lost may be that of a claim, which then ends with its time.
     *
     * @param agent an id or a name, or a mailbox, which gives no signs of life
     * @return empty if none is pending
     * @throws IntermuteException {@link ErrorCode#AGENT_MISMATCH} if another agent asks, or as every call
     */
    public Optional<Task> claim(String agent, TaskClaim wanted) {
        Answer answer = client().send(Call.once("POST", "/api/tasks/claim").with(wanted.by(agent)));
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer.as(Task.class));
    }

    /**
     * Gives a task to an agent, whatever its version: it is running then, and a claim on it ends.
     *
     * @param agent an id or a name, or a mailbox
     * @return the task as it is now
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public Task assign(String id, String agent) {
        return assign(client(), id, agent);
    }

    /**
     * The same if nobody has changed it.
     *
     * @param version the one that was read
     * @throws IntermuteException {@link ErrorCode#VERSION_CONFLICT} with {@link IntermuteException#currentVersion}, or as
     *     {@link #assign}
     */
    public Task assignIf(String id, long version, String agent) {
        return assign(ifVersion(version), id, agent);
    }

    private static Task assign(IntermuteClient as, String id, String agent) {
        return as.send(Call.once("POST", "/api/tasks/{}/assign", id).with(Fields.of("agent", agent)))
                .as(Task.class);
    }
}
