package dev.intermute.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of a link or its end. */
@Schema(description = "The feature that a cuj goes through.")
public record FeatureLink(
        @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "The feature's id.")
        String featureId,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project, as in the parameter project; both together must be the same.")
        String project) {}
