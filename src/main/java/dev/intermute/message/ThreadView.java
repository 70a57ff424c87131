package dev.intermute.message;

import java.time.Instant;

/**
 * A thread in a mailbox's list.
 *
 * @param lastCursor the position of its last message there
 * @param messageCount how many of its messages came from or went to the mailbox
 * @param lastBody the beginning of the last message, 200 characters at most
 */
public record ThreadView(
        String threadId, long lastCursor, long messageCount, String lastFrom, String lastBody, Instant lastAt) {
    /** The longest preview of a body, in characters (code points, as SQLite counts: never half of one). */
    static final int PREVIEW = 200;
}
