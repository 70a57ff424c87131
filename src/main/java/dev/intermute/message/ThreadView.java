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
    private static final int PREVIEW = 200;

    static ThreadView of(ThreadEntry entry, Message last) {
        return new ThreadView(
                entry.threadId, entry.lastCursor, entry.messageCount, last.from, preview(last.body), last.createdAt);
    }

    /** Cuts between characters, never through one. */
    private static String preview(String body) {
        return body.codePointCount(0, body.length()) <= PREVIEW
                ? body
                : body.substring(0, body.offsetByCodePoints(0, PREVIEW));
    }
}
