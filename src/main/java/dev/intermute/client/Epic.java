package dev.intermute.client;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A large piece of work.
 *
 * @param id its id
 * @param project its project
 * @param specId the spec that it serves
 * @param title what it is called
 * @param description what it is about
 * @param status how far it is
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version which state of it this is: 1, then one more with each change
 */
public record Epic(
        String id,
        String project,
        String specId,
        String title,
        String description,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Epic {
        Wire.present("status", status);
        Wire.present("created_at", createdAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        title = Wire.present("title", title);
        project = Wire.text(project);
        specId = Wire.text(specId);
        description = Wire.text(description);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Epics#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Epics#change}
     *     leaves such a word as it is
     */
    public EpicDraft toDraft() {
        return EpicDraft.titled(title)
                .spec(specId)
                .description(description)
                .status(status)
                .id(id);
    }

    /** How far an epic is. */
    public enum Status {
        /** Nobody has begun. */
        @JsonProperty("open")
        OPEN,
        /** It is being worked on. */
        @JsonProperty("in_progress")
        IN_PROGRESS,
        /** It is done. */
        @JsonProperty("done")
        DONE,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
