package dev.intermute.client;

import java.util.List;

/**
 * A page of threads.
 *
 * @param threads the threads, newest first
 * @param cursor where to go on: the threads before this position
 * @param hasMore whether there is more
 */
public record ThreadPage(List<MailThread> threads, long cursor, boolean hasMore) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public ThreadPage {
        threads = Wire.list(Wire.present("threads", threads));
    }
}
