package dev.intermute.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of threads. */
@Schema(description = "A page of threads.")
public record ThreadPage(
        @Schema(required = true, description = "The threads, newest first.")
        List<ThreadView> threads,

        @Schema(required = true, minimum = "0", description = "Where to go on reading: below this position.")
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
