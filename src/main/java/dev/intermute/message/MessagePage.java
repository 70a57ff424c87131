package dev.intermute.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.intermute.http.Paging;

/**
 * A page of messages.
 *
 * @param threadId the thread, where one was asked for
 * @param messages the messages, oldest first
 * @param cursor where to go on reading: the last entry that was examined
 * @param hasMore whether more is there already
 */
public record MessagePage(String threadId, List<MessageView> messages, long cursor, boolean hasMore) {

    /** {@link #cursor} as text, for clients whose numbers have fewer bits. */
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
    static <T> MessagePage collect(
            Stream<T> entries, int limit, Function<T, MessageView> view, ToLongFunction<T> size, LongSupplier end) {
        List<MessageView> page = new ArrayList<>();
        long bytes = 0;
        try (entries) {
            Iterator<T> rest = entries.iterator();
            while (rest.hasNext()) {
                T entry = rest.next();
                bytes += size.applyAsLong(entry);
                if (!page.isEmpty() && (page.size() == limit || bytes > Paging.MAX_PAGE_BYTES)) {
                    return new MessagePage(null, page, page.get(page.size() - 1).cursor(), true);
                }
                page.add(view.apply(entry));
            }
        }
        return new MessagePage(null, page, end.getAsLong(), false);
    }
}
