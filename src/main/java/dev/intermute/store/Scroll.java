package dev.intermute.store;

import java.util.function.Predicate;

import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.query.SelectionQuery;

/** Reads what a query finds row by row, for answers whose size only the rows themselves tell. */
public final class Scroll {
    private Scroll() {}

    /** Shows rows one after the other, as long as more is taken. Inside a read or a unit of work. */
    public static <T> void through(SelectionQuery<T> query, Predicate<T> isTaken) {
        try (ScrollableResults<T> rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
            boolean more = true;
            while (more && rows.next()) {
                more = isTaken.test(rows.get());
            }
        }
    }
}
