package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an agent does in one go.
 *
 * @param id its id
 * @param project its project
 * @param storyId the story that it belongs to
 * @param title what it is called
 * @param agent who does it: an agent's id or name, or a mailbox
 * @param sessionId the run in which that happens
 * @param status how far it is
 * @param claimExpiresAt when its claim is up, as things stand: each sign of life of the agent gives it its
 *     full time again; empty for a task that isn't claimed
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version which state of it this is: 1, then one more with each change
 */
public record Task(
        String id,
        String project,
        String storyId,
        String title,
        String agent,
        String sessionId,
        Status status,
        Optional<Instant> claimExpiresAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Task {
        Wire.present("status", status);
        Wire.present("created_at", createdAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        title = Wire.present("title", title);
        project = Wire.text(project);
        storyId = Wire.text(storyId);
        agent = Wire.text(agent);
        sessionId = Wire.text(sessionId);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Tasks#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Tasks#change}
     *     leaves such a word as it is
     */
    public TaskDraft toDraft() {
        return TaskDraft.titled(title)
                .story(storyId)
                .agent(agent)
                .session(sessionId)
                .status(status)
                .id(id);
    }

    /** How far a task is. */
    public enum Status {
        /** Nobody has begun: it can be claimed. */
        @JsonProperty("pending")
        PENDING,
        /** Its agent is at it. */
        @JsonProperty("running")
        RUNNING,
        /** Something stands in its way. */
        @JsonProperty("blocked")
        BLOCKED,
        /** It is done. */
        @JsonProperty("done")
        DONE,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
