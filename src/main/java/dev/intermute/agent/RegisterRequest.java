package dev.intermute.agent;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.JsonText;
import dev.intermute.http.Text;

/** The body of a registration; its schema tells what the fields mean. */
@Schema(
        description =
                "What an agent says of itself when it registers. Fields that are absent stay as they are, where the"
                        + " agent is known.")
public record RegisterRequest(
        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description =
                        "A name to be found by, not in the form of a UUID. Absent: two memorable words. A name that"
                                + " another live agent has gets a number, see name_conflict; that of a stale one is"
                                + " taken over.")
        String name,

        @Schema(
                maxLength = Text.MAX_CHARACTERS,
                description = "The project to join. With a key it must be there and be the key's; without one the"
                        + " project default is meant where none is named.")
        String project,

        @Schema(
                format = "uuid",
                description = "Stands for this agent's session: whoever comes back with it is the same agent. Absent: a"
                        + " new one is made.")
        String sessionId,

        @Schema(maxItems = RegistrationForm.MAX_CAPABILITIES, description = "What it can do, for others to find it by.")
        List<String> capabilities,

        @Schema(
                description = "What else it says of itself. All keys and values together are at most "
                        + Metadata.MAX_KIB + " KiB of UTF-8.")
        @JsonDeserialize(keyUsing = JsonText.Key.class, contentUsing = JsonText.Verbatim.class)
        Map<String, String> metadata,

        @Schema(description = "Its own word for its state.") String status,

        @Schema(
                enumeration = {"number", "refuse"},
                defaultValue = "number",
                description = "What a name does that another live agent has: number gives out the name with a number,"
                        + " refuse is the error name_taken.")
        String nameConflict) {}
