package dev.intermute.record;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.http.JsonSize;
import dev.intermute.http.Text;
import dev.intermute.store.StringListColumn;

/** A critical user journey: what somebody must be able to do from beginning to end. */
@Entity
@Table(name = "cujs")
@RegisterForReflection
@Schema(name = "Cuj", description = "A critical user journey: what somebody must be able to do from beginning to end.")
public class Cuj extends VersionedRecord {
    @Column(name = "spec_id")
    @ListFilter("spec")
    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "The spec that it belongs to.")
    String specId;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String title;

    @Schema(description = "Who goes it.")
    String persona;

    @Schema(
            description = "How much depends on it.",
            defaultValue = "medium",
            enumeration = {"medium", "high", "low"})
    String priority;

    @Column(name = "entry_point")
    @Schema(description = "Where it begins.")
    String entryPoint;

    @Column(name = "exit_point")
    @Schema(description = "Where it ends.")
    String exitPoint;

    @Convert(converter = StepsColumn.class)
    @Schema(description = "What is done on the way.")
    List<Step> steps;

    @Column(name = "success_criteria")
    @Convert(converter = StringListColumn.class)
    @Schema(description = "By what one sees that it succeeds.")
    List<String> successCriteria;

    @Column(name = "error_recovery")
    @Convert(converter = StringListColumn.class)
    @Schema(description = "What helps where it fails.")
    List<String> errorRecovery;

    @ListFilter("status")
    @Schema(
            description = "How far it is.",
            defaultValue = "draft",
            enumeration = {"draft", "validated", "archived"})
    String status;

    /** For Hibernate and Jackson. */
    protected Cuj() {}

    static Kind<Cuj> kind() {
        return Kind.of(Cuj.class)
                .called(Action.DELETED, EventType.CUJ_ARCHIVED)
                .calledWhenUpdated(Cuj::validated, EventType.CUJ_VALIDATED);
    }

    private boolean validated() {
        return "validated".equals(status);
    }

    /** A step of a journey. */
    @RegisterForReflection
    @Schema(name = "Step", description = "A step of a critical user journey.")
    public record Step(
            @Schema(description = "Which one it is.") Integer order,

            @Schema(description = "What is done.") String action,

            @Schema(description = "What should come of it.") String expected,

            @Schema(description = "What may be done instead.")
            List<String> alternatives)
            implements Part {
        /** Without what counts as absent in the list. */
        public Step {
            alternatives = alternatives == null
                    ? null
                    : alternatives.stream().filter(text -> text != null).toList();
        }

        @Override
        public long bytes() {
            long texts = JsonSize.of(action) + JsonSize.of(expected);
            return 70
                    + texts
                    + (alternatives == null
                            ? 0
                            : alternatives.stream()
                                    .mapToLong(text -> JsonSize.of(text) + 3)
                                    .sum());
        }
    }
}
