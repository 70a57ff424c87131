package dev.intermute.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.ws.rs.Path;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.http.Text;

/** A large piece of work. */
@Entity
@Table(name = "epics")
@RegisterForReflection
@Schema(name = "Epic", description = "A large piece of work.")
public class Epic extends VersionedRecord {
    @Column(name = "spec_id")
    @ListFilter("spec")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "The spec that it serves.")
    String specId;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String title;

    @Schema(description = "What it is about.")
    String description;

    @ListFilter("status")
    @Schema(
            description = "How far it is.",
            defaultValue = "open",
            enumeration = {"open", "in_progress", "done"})
    String status;

    /** For Hibernate and Jackson. */
    protected Epic() {}

    /** Epics over HTTP. */
    @Path("/api/epics")
    @Tag(name = "epics")
    public static class EpicResource extends RecordResource<Epic> {
        EpicResource(RecordServices services) {
            super(Kind.of(Epic.class), services);
        }
    }
}
