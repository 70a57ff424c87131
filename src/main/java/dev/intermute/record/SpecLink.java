package dev.intermute.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Text;

/** The body of a link of an insight. */
@Schema(description = "The spec that an insight bears on.")
public record SpecLink(
        @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "The spec's id.")
        String specId,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project, as in the parameter project; both together must be the same.")
        String project) {}
