package dev.intermute.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A page of threads.
 *
 * @param threads newest first
 * @param cursor where to go on reading: an upper bound, exclusive
 * @param hasMore whether there are older ones
 */
public record ThreadPage(List<ThreadView> threads, long cursor, boolean hasMore) {
    /** {@link #cursor} as text, for clients whose numbers have fewer bits. */
    @JsonProperty("next_cursor")
    public String nextCursor() {
        return Long.toString(cursor);
    }
}
