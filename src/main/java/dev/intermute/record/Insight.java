package dev.intermute.record;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.event.EventType;
import dev.intermute.http.Text;

/** Something that was found out. It has no version: the last writer wins. */
@Entity
@Table(name = "insights")
@RegisterForReflection
@Schema(name = "Insight", description = "Something that was found out. It has no version: the last writer wins.")
public class Insight extends WorkRecord {
    @Column(name = "created_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(required = true, readOnly = true, description = "When it was made.")
    Instant createdAt;

    @Column(name = "spec_id")
    @ListFilter("spec")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "The spec that it bears on.")
    String specId;

    @ListFilter("source")
    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "Where it comes from.")
    String source;

    @ListFilter("category")
    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What sort of thing it is.")
    String category;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "It in a line.")
    String title;

    @Schema(description = "It at length.")
    String body;

    @Schema(description = "Where to read more.")
    String url;

    @Schema(description = "How much it counts, by whoever found it.")
    Double score;

    /** For Hibernate and Jackson. */
    protected Insight() {}

    static Kind<Insight> kind() {
        return Kind.of(Insight.class).listedByCreation().also(EventType.INSIGHT_LINKED);
    }

    @Override
    void created(Instant now) {
        createdAt = now;
    }

    @Override
    void changed(Instant now) {}
}
