package dev.intermute.client;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is to be built, for whom and why.
 *
 * @param id its id
 * @param project its project
 * @param title what it is called
 * @param vision how things are once it is there
 * @param users whom it is for
 * @param problem what is wrong without it
 * @param status how far it is
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version which state of it this is: 1, then one more with each change
 */
public record Spec(
        String id,
        String project,
        String title,
        String vision,
        String users,
        String problem,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Spec {
        Wire.present("status", status);
        Wire.present("created_at", createdAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        title = Wire.present("title", title);
        project = Wire.text(project);
        vision = Wire.text(vision);
        users = Wire.text(users);
        problem = Wire.text(problem);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Specs#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Specs#change}
     *     leaves such a word as it is
     */
    public SpecDraft toDraft() {
        return SpecDraft.titled(title)
                .vision(vision)
                .users(users)
                .problem(problem)
                .status(status)
                .id(id);
    }

    /** How far a spec is. */
    public enum Status {
        /** It is being written. */
        @JsonProperty("draft")
        DRAFT,
        /** It is being looked into. */
        @JsonProperty("research")
        RESEARCH,
        /** It was found right. */
        @JsonProperty("validated")
        VALIDATED,
        /** It is over. */
        @JsonProperty("archived")
        ARCHIVED,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
