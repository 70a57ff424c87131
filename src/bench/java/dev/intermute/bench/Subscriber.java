package dev.intermute.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A WebSocket that listens until it is closed. */
final class Subscriber implements Endpoint, FrameParser.Listener {
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    /** A mask of zeros leaves the payload as it is. */
    private static final int MASK_BYTES = 4;

    private final SelectionKey key;
    private final ReceiptCheck check;
    private final Tally tally;
    private final FrameParser parser = new FrameParser(this);
    private long now;
    private boolean closed;

    Subscriber(Dial.OpenSocket socket, Selector selector, ReceiptCheck check, Tally tally) throws IOException {
        this.check = check;
        this.tally = tally;
        socket.channel().configureBlocking(false);
        key = socket.channel().register(selector, SelectionKey.OP_READ, this);
        now = System.nanoTime();
        parser.feed(socket.firstFrames(), 0, socket.firstFrames().length);
    }

    @Override
    public void ready(ByteBuffer buffer) {
        try {
            int count = channel().read(buffer.clear());
            if (count < 0) {
                throw new EOFException("the server closed a socket");
            }
            now = System.nanoTime();
            parser.feed(buffer.array(), 0, count);
        } catch (IOException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        check.accept(bytes, offset, length, now);
    }

    @Override
    public void ping(byte[] payload) throws IOException {
        ByteBuffer pong = ByteBuffer.allocate(2 + MASK_BYTES + payload.length);
        pong.put((byte) PONG).put((byte) (MASKED | payload.length)).position(2 + MASK_BYTES);
        channel().write(pong.put(payload).flip());
    }

    @Override
    public void close(int code, String reason) {
        lost("the server closed a socket with " + code + " " + reason);
    }

    private void lost(String why) {
        if (!closed) {
            closed = true;
            tally.failed(why);
            key.cancel();
        }
    }

    /** Whether nothing more is to come. */
    boolean isOver() {
        return closed || check.isComplete();
    }

    /** Counts what never came. */
    void giveUp() {
        check.end();
    }

    /** Goes without a word. */
    void close() throws IOException {
        channel().close();
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }
}
