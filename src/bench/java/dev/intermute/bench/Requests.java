package dev.intermute.bench;

import java.io.IOException;
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

    /** Told what comes of an answer, in pieces of any size. */
    default void received(byte[] bytes, int offset, int length) {}

    /** Opens what they are sent on: a connection that is free from the start. */
    default void open(EventLoop loop, LaneRun lane) throws IOException {
        lane.add(loop.connect(this, lane));
    }
}
