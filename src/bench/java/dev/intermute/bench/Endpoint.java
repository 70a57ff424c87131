package dev.intermute.bench;

import java.nio.ByteBuffer;

/** One connection as its event loop sees it. */
interface Endpoint {
    /**
     * Its channel can be read or written.
     *
     * @param buffer what to read with: the loop's, and free again as soon as this returns
     */
    void ready(ByteBuffer buffer);
}
