package dev.intermute.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.ws.rs.Path;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.http.Text;

/** What is to be built, for whom and why. */
@Entity
@Table(name = "specs")
@RegisterForReflection
@Schema(name = "Spec", description = "What is to be built, for whom and why.")
public class Spec extends VersionedRecord {
    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String title;

    @Schema(description = "How things are once it is there.")
    String vision;

    @Schema(description = "Whom it is for.")
    String users;

    @Schema(description = "What is wrong without it.")
    String problem;

    @ListFilter("status")
    @Schema(
            description = "How far it is.",
            defaultValue = "draft",
            enumeration = {"draft", "research", "validated", "archived"})
    String status;

    /** For Hibernate and Jackson. */
    protected Spec() {}

    /** Specs over HTTP. */
    @Path("/api/specs")
    @Tag(name = "specs")
    public static class SpecResource extends RecordResource<Spec> {
        SpecResource(RecordServices services) {
            super(Kind.of(Spec.class).called(Action.DELETED, EventType.SPEC_ARCHIVED), services);
        }
    }
}
