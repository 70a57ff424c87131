package dev.intermute.event;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the log. */
@Schema(description = "A page of the log.")
public record EventPage(
        @Schema(required = true, description = "The events, oldest first.")
        List<Frame> events,

        @Schema(
                required = true,
                minimum = "0",
                description = "Where to go on reading: the position of the last event that was looked at.")
        long cursor,

        @Schema(required = true, description = "Whether there is more already.")
        boolean hasMore) {
    /** {@link #cursor} as text, for clients whose numbers have fewer bits. */
    @Schema(required = true, description = "The cursor as text, for clients whose numbers have fewer than 64 bits.")
    @JsonProperty("next_cursor")
    public String nextCursor() {
        return Long.toString(cursor);
    }
}
