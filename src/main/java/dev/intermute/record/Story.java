package dev.intermute.record;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.ws.rs.Path;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.http.Text;
import dev.intermute.store.StringListColumn;

/** A piece of an epic that somebody gets something from. */
@Entity
@Table(name = "stories")
@RegisterForReflection
@Schema(name = "Story", description = "A piece of an epic that somebody gets something from.")
public class Story extends VersionedRecord {
    @Column(name = "epic_id")
    @ListFilter("epic")
    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "The epic that it belongs to.")
    String epicId;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String title;

    @Column(name = "acceptance_criteria")
    @Convert(converter = StringListColumn.class)
    @Schema(description = "What must hold once it is done.")
    List<String> acceptanceCriteria;

    @ListFilter("status")
    @Schema(
            description = "How far it is.",
            defaultValue = "todo",
            enumeration = {"todo", "in_progress", "review", "done"})
    String status;

    /** For Hibernate and Jackson. */
    protected Story() {}

    /** Stories over HTTP. */
    @Path("/api/stories")
    @Tag(name = "stories")
    public static class StoryResource extends RecordResource<Story> {
        StoryResource(RecordServices services) {
            super(Kind.of(Story.class), services);
        }
    }
}
