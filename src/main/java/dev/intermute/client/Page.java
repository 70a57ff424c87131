package dev.intermute.client;

/**
 * Which piece of a list that is paged by position in the log.
 *
 * @param after the position to go on from: the cursor of the page before; 0 for the first
 * @param limit how many entries at most, up to 1,000; 0 for as many as the service gives by itself
 */
public record Page(long after, int limit) {
    /** Checks the bounds. */
    public Page {
        if (after < 0) {
            throw new IllegalArgumentException("a cursor is at least 0, not " + after);
        }
        if (limit < 0) {
            throw new IllegalArgumentException("a limit is at least 1, or 0 for the service's own, not " + limit);
        }
    }

    /** The first page. */
    public static Page first() {
        return new Page(0, 0);
    }

    /** The page that follows a position. */
    public static Page after(long cursor) {
        return new Page(cursor, 0);
    }

    /** The same with at most so many entries. */
    public Page limit(int entries) {
        return new Page(after, entries);
    }
}
