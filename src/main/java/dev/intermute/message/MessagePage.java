package dev.intermute.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Paging;

/** A page of messages. */
@Schema(description = "A page of messages.")
public record MessagePage(
        @Schema(description = "The thread, where one was asked for.")
        String threadId,

        @Schema(required = true, description = "The messages, oldest first.")
        List<MessageView> messages,

        @Schema(
                required = true,
                minimum = "0",
                description = "Where to go on reading: the position of the last message that was looked at.")
        long cursor,

        @Schema(required = true, description = "Whether there is more already.")
        boolean hasMore) {

    /** {@link #cursor} as text, for clients whose numbers have fewer bits. */
    @Schema(required = true, description = "The cursor as text, for clients whose numbers have fewer than 64 bits.")
    @JsonProperty("next_cursor")
    public String nextCursor() {
        return Long.toString(cursor);
    }

    MessagePage ofThread(String id) {
        return new MessagePage(id, messages, cursor, hasMore);
    }

    /**
     * Takes entries until the limit or the page's size is reached; the first is always taken.
     *
     * @param entries at most one more than the limit
     * @param end where to go on when no entry is left
     */
    static MessagePage collect(Stream<MessageView> entries, int limit, LongSupplier end) {
        List<MessageView> page = new ArrayList<>();
        long bytes = 0;
        try (entries) {
            Iterator<MessageView> rest = entries.iterator();
            while (rest.hasNext()) {
                MessageView entry = rest.next();
                bytes += MessageSize.of(entry);
                if (!page.isEmpty() && (page.size() == limit || bytes > Paging.MAX_PAGE_BYTES)) {
                    return new MessagePage(null, page, page.get(page.size() - 1).cursor(), true);
                }
                page.add(entry);
            }
        }
        return new MessagePage(null, page, end.getAsLong(), false);
    }
}
