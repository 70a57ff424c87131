package dev.intermute.record;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A work record that is only changed by whoever has seen what it is now, as its version tells. */
@MappedSuperclass
@RegisterForReflection
public abstract class VersionedRecord extends WorkRecord {
    @Column(name = "created_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(required = true, readOnly = true, description = "When it was made.")
    Instant createdAt;

    @Column(name = "updated_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(required = true, readOnly = true, description = "When it was last changed.")
    Instant updatedAt;

    /** 1 when it is made; each change adds 1. A request has the version that it has seen. */
    @JsonView(Changed.class)
    @Schema(
            required = true,
            description = "Which state of it this is: 1, then one more with each change. Whoever changes it names the"
                    + " version that it has read.")
    Long version;

    /** For Hibernate and Jackson. */
    protected VersionedRecord() {}

    @Override
    void created(Instant now) {
        createdAt = now;
        updatedAt = now;
        version = 1L;
    }

    @Override
    void changed(Instant now) {
        updatedAt = now;
        version++;
    }
}
