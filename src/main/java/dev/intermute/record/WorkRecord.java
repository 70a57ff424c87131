package dev.intermute.record;

import java.time.Instant;

import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/**
 * What every work record has. A subclass is a kind: its row, its JSON in requests and answers, and, by the {@link Schema} of
 * each field, its rules: what is required, how long a text may be, which values there are and which is the default. A field
 * that clients can't set is marked with Jackson's {@code READ_ONLY}.
 */
@MappedSuperclass
@IdClass(RecordKey.class)
@RegisterForReflection
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
// By name: the order in which reflection finds fields is nobody's promise, and another in a native binary.
@JsonPropertyOrder(
        value = {"id", "project"},
        alphabetic = true)
public abstract class WorkRecord {
    /** The cursor of its creation: the older of two records has the lower one. */
    @Id
    @JsonIgnore
    long seq;

    /** Where lists have it: the cursor of its last change, or of its creation where its kind is listed by that. */
    @JsonIgnore
    long position;

    @JsonView(New.class)
    @Schema(
            required = true,
            maxLength = Text.MAX_CHARACTERS,
            description = "Its id, unique among its kind in the project; where a new record names none, one is made.")
    String id;

    @Id
    @Schema(
            required = true,
            maxLength = Text.MAX_CHARACTERS,
            description =
                    "Its project. With a key it must be there and be the key's; without one it is that of the agent"
                            + " that it names, else default, where none is named.")
    String project;

    /** For Hibernate and Jackson. */
    protected WorkRecord() {}

    /** Notes when it was made. */
    abstract void created(Instant now);

    /** Notes that it was changed. */
    abstract void changed(Instant now);

    /** What the body of a new record may have. What is marked with another is ignored there, whatever it is. */
    interface New {}

    /** What the body of a change may have. What is marked with another is ignored there, whatever it is. */
    interface Changed {}
}
