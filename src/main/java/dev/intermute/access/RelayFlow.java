package dev.intermute.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One direction of a relayed connection. It reads only when it has nothing left to write, so that a slow reader holds up its
 * writer and nobody else, and it never holds more than one buffer: at most 64 KiB, and nothing while it is idle.
 */
final class RelayFlow {

    /** The most that a direction holds. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel from;
    private final SocketChannel to;
    private ByteBuffer rest = NOTHING;
    private boolean ended;
    private boolean done;

    RelayFlow(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    /** Moves what can be moved without waiting. The scratch buffer is the loop's, of the size above. */
    void move(ByteBuffer scratch) throws IOException {
        if (rest.hasRemaining()) {
            to.write(rest);
        }
        if (!rest.hasRemaining()) {
            rest = NOTHING;
        }
        if (wantsToRead()) {
            read(scratch);
        }
        if (ended && !rest.hasRemaining() && !done) {
            to.shutdownOutput();
            done = true;
        }
    }

    /** One read a turn: others are waiting for theirs. */
    private void read(ByteBuffer scratch) throws IOException {
        scratch.clear();
        if (from.read(scratch) < 0) {
            ended = true;
            return;
        }
        scratch.flip();
        to.write(scratch);
        if (scratch.hasRemaining()) {
            rest = ByteBuffer.allocate(scratch.remaining()).put(scratch).flip();
        }
    }

    boolean wantsToRead() {
        return !ended && !rest.hasRemaining();
    }

    boolean wantsToWrite() {
        return rest.hasRemaining();
    }

    /** The reader's side has ended and the writer's has been told so. */
    boolean isDone() {
        return done;
    }
}
