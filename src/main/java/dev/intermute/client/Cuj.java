package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A critical user journey: what somebody must be able to do from beginning to end.
 *
 * @param id its id
 * @param project its project
 * @param specId the spec that it belongs to
 * @param title what it is called
 * @param persona who goes it
 * @param priority how much depends on it
 * @param entryPoint where it begins
 * @param exitPoint where it ends
 * @param steps what is done on the way
 * @param successCriteria by what one sees that it succeeds
 * @param errorRecovery what helps where it fails
 * @param status how far it is
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version which state of it this is: 1, then one more with each change
 */
public record Cuj(
        String id,
        String project,
        String specId,
        String title,
        String persona,
        Priority priority,
        String entryPoint,
        String exitPoint,
        List<Step> steps,
        List<String> successCriteria,
        List<String> errorRecovery,
        Status status,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Cuj {
        Wire.present("priority", priority);
        Wire.present("status", status);
        Wire.present("created_at", createdAt);
        Wire.present("updated_at", updatedAt);
        id = Wire.present("id", id);
        specId = Wire.present("spec_id", specId);
        title = Wire.present("title", title);
        project = Wire.text(project);
        persona = Wire.text(persona);
        entryPoint = Wire.text(entryPoint);
        exitPoint = Wire.text(exitPoint);
        steps = Wire.list(steps);
        successCriteria = Wire.list(successCriteria);
        errorRecovery = Wire.list(errorRecovery);
    }

    /**
     * All of it that can be written, as a draft: to change something and {@link Cujs#replace replace} it.
     *
     * @throws IllegalArgumentException if it has a word that this version of the SDK doesn't know; {@link Cujs#change}
     *     leaves such a word as it is
     */
    public CujDraft toDraft() {
        return CujDraft.titled(title, specId)
                .persona(persona)
                .priority(priority)
                .entryPoint(entryPoint)
                .exitPoint(exitPoint)
                .steps(steps)
                .successCriteria(successCriteria)
                .errorRecovery(errorRecovery)
                .status(status)
                .id(id);
    }

    /** How much depends on a journey. */
    public enum Priority {
        /** Little. */
        @JsonProperty("low")
        LOW,
        /** As on most. */
        @JsonProperty("medium")
        MEDIUM,
        /** Much. */
        @JsonProperty("high")
        HIGH,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /** How far a journey is. */
    public enum Status {
        /** It is being written. */
        @JsonProperty("draft")
        DRAFT,
        /** It was found to work. */
        @JsonProperty("validated")
        VALIDATED,
        /** It is over. */
        @JsonProperty("archived")
        ARCHIVED,
        /** A word that this version of the SDK doesn't know. */
        @JsonEnumDefaultValue
        UNKNOWN
    }

    /**
     * A step of a journey. What is empty isn't sent.
     *
     * @param order which one it is
     * @param action what is done
     * @param expected what should come of it
     * @param alternatives what may be done instead
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Step(OptionalInt order, String action, String expected, List<String> alternatives) {
        /** What the service may leave out is empty. */
        public Step {
            action = Wire.text(action);
            expected = Wire.text(expected);
            alternatives = Wire.list(alternatives);
        }

        /** A step without alternatives. */
        public static Step of(int order, String action, String expected) {
            return new Step(OptionalInt.of(order), action, expected, List.of());
        }
    }
}
