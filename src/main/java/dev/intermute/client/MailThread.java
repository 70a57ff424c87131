package dev.intermute.client;

import java.time.Instant;

/**
 * A thread, as it stands in one inbox.
 *
 * @param threadId its id
 * @param lastCursor the position of its last message there
 * @param messageCount how many of its messages came from or went to the agent
 * @param lastFrom the sender of the last message
 * @param lastBody the beginning of the last message, 200 characters at most
 * @param lastAt when the last message was first sent
 */
public record MailThread(
        String threadId, long lastCursor, long messageCount, String lastFrom, String lastBody, Instant lastAt) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public MailThread {
        Wire.present("last_at", lastAt);
        threadId = Wire.present("thread_id", threadId);
        lastFrom = Wire.text(lastFrom);
        lastBody = Wire.text(lastBody);
    }
}
