package dev.intermute.bench;

import java.nio.ByteBuffer;

/** What one connection sends, encoded before it is due. Used by one thread. */
interface Requests {
    /**
     * The next request.
     *
     * @param due the moment from which its latency counts
     */
    ByteBuffer next(long due);

    /** Told when the last request was answered with success. */
    default void accepted() {}
}
