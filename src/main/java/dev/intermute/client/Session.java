package dev.intermute.client;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A run of an agent, as a work record. It is no session of an agent's registration: that is
 * {@link Registered#sessionId}. It has no version: the last writer wins.
 *
 * @param id its id
 * @param project its project
 * @param name what it is called
 * @param agent the agent that runs: its id or name, or a mailbox
 * @param taskId the task that it works on
 * @param status what it does
 * @param startedAt when it was made
 * @param updatedAt when it was last changed
 */
public record Session(
        String id,
        String project,
        String name,
        String agent,
        String taskId,
        Status status,
        Instant startedAt,
        Instant updatedAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Session {
        Wire.present("status", status);
        Wire.present("started_at", startedAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        name = Wire.present("name", name);
        agent = Wire.present("agent", agent);
        project = Wire.text(project);
        taskId = Wire.text(taskId);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Sessions#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Sessions#change}
     *     leaves such a word as it is
     */
    public SessionDraft toDraft() {
        return SessionDraft.named(name, agent).task(taskId).status(status).id(id);
    }

    /** What a run does. */
    public enum Status {
        /** It works. */
        @JsonProperty("running")
        RUNNING,
        /** It has nothing to do. */
        @JsonProperty("idle")
        IDLE,
        /** It failed. */
        @JsonProperty("error")
        ERROR,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
