package dev.intermute.record;

import java.util.Map;

import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/**
 * Which records of a kind are wanted.
 *
 * @param filters what fields must be, by their names in Java
 * @param limit how many at most
 * @param before only records that stand before this position, which is exclusive
 */
record RecordQuery(Map<String, String> filters, int limit, long before) {
    /**
     * Reads the parameters of a list.
     *
     * @param limit the parameter, or {@code null}
     * @param cursor the parameter, or {@code null}
     */
    static RecordQuery of(Map<String, String> filters, String limit, String cursor) {
        return new RecordQuery(
                filters,
                Paging.limit(limit, Paging.WHOLE),
                Text.given(cursor).map(String::strip).map(RecordQuery::position).orElse(Long.MAX_VALUE));
    }

    private static long position(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw Paging.noPosition();
        }
        return Long.parseLong(cursor);
    }

    /** How a position is told. */
    static String cursor(long position) {
        return Long.toString(position);
    }
}
