package dev.intermute.record;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.ws.rs.Path;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.store.StringListColumn;
import dev.intermute.testing.EighthKind;

/** An eighth kind, that only the tests have: this file and one migration are all that it takes. */
@Entity
@Table(name = "gadgets")
@RegisterForReflection
@Schema(name = "Gadget", description = "A thing that is of use.")
public class Gadget extends VersionedRecord {
    @ListFilter("maker")
    @Schema(required = true, maxLength = 40, description = "Who made it.")
    String maker;

    @Column(name = "part_names")
    @Convert(converter = StringListColumn.class)
    @Schema(description = "What it consists of.")
    List<String> partNames;

    @ListFilter("status")
    @Schema(
            description = "How it is.",
            defaultValue = "new",
            enumeration = {"new", "used", "broken"})
    String status;

    /** For Hibernate and Jackson. */
    protected Gadget() {}

    /** Gadgets over HTTP, for the tests that ask for them. */
    @IfBuildProfile(EighthKind.PROFILE)
    @Path("/api/gadgets")
    @Tag(name = "gadgets", description = "Things that are of use.")
    public static class GadgetResource extends RecordResource<Gadget> {
        GadgetResource(RecordServices services) {
            super(Kind.of(Gadget.class), services);
        }
    }
}
