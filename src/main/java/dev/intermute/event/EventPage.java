package dev.intermute.event;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A page of the log.
 *
 * @param events the frames, oldest first
 * @param cursor where to go on reading: the last entry that was examined
 * @param hasMore whether more is there already
 */
public record EventPage(List<Frame> events, long cursor, boolean hasMore) {
    /** {@link #cursor} as text, for clients whose numbers have fewer bits. */
    @JsonProperty("next_cursor")
    public String nextCursor() {
        return Long.toString(cursor);
    }
}
