package dev.intermute.client;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A piece of an epic that somebody gets something from.
 *
 * @param id its id
 * @param project its project
 * @param epicId the epic that it belongs to
 * @param title what it is called
 * @param acceptanceCriteria what must hold once it is done
 * @param status how far it is
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version which state of it this is: 1, then one more with each change
 */
public record Story(
        String id,
        String project,
        String epicId,
        String title,
        List<String> acceptanceCriteria,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Story {
        Wire.present("status", status);
        Wire.present("created_at", createdAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        epicId = Wire.present("epic_id", epicId);
        title = Wire.present("title", title);
        project = Wire.text(project);
        acceptanceCriteria = Wire.list(acceptanceCriteria);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Stories#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Stories#change}
     *     leaves such a word as it is
     */
    public StoryDraft toDraft() {
        return StoryDraft.titled(title, epicId)
                .acceptanceCriteria(acceptanceCriteria)
                .status(status)
                .id(id);
    }

    /** How far a story is. */
    public enum Status {
        /** Nobody has begun. */
        @JsonProperty("todo")
        TODO,
        /** It is being worked on. */
        @JsonProperty("in_progress")
        IN_PROGRESS,
        /** It is being looked at. */
        @JsonProperty("review")
        REVIEW,
        /** It is done. */
        @JsonProperty("done")
        DONE,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
