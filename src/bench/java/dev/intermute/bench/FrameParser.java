package dev.intermute.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts what a server sends on a WebSocket into frames. It takes bytes as they come, and copies only the part of a frame
 * that waits for its rest.
 */
final class FrameParser {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int NO_CODE = 1005;
    private static final int INCOMPLETE = -1;
    private static final byte[] NOTHING = {};

    /** What is done with the frames. */
    interface Listener {
        /** A text, which is in these bytes only until this returns. */
        void text(byte[] bytes, int offset, int length);

        /** A question whether we are there. */
        void ping(byte[] payload) throws IOException;

        /** The end, from the server's side. */
        void close(int code, String reason);
    }

    private final Listener listener;
    private byte[] kept = NOTHING;

    FrameParser(Listener listener) {
        this.listener = listener;
    }

    /** Takes further bytes. */
    void feed(byte[] bytes, int offset, int length) throws IOException {
        if (kept.length == 0) {
            cut(bytes, offset, offset + length);
            return;
        }
        byte[] all = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(bytes, offset, all, kept.length, length);
        cut(all, 0, all.length);
    }

    private void cut(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        int next = frame(bytes, at, end);
        while (next != INCOMPLETE) {
            at = next;
            next = frame(bytes, at, end);
        }
        kept = at == end ? NOTHING : Arrays.copyOfRange(bytes, at, end);
    }

    /** Where the next frame begins, once this one was told. */
    private int frame(byte[] bytes, int at, int end) throws IOException {
        if (end - at < 2) {
            return INCOMPLETE;
        }
        int second = bytes[at + 1];
        if (second < 0) {
            throw new IOException("a masked frame from the server");
        }
        int lengthBytes = second < 126 ? 0 : second == 126 ? 2 : 8;
        int payload = at + 2 + lengthBytes;
        if (end < payload) {
            return INCOMPLETE;
        }
        long length = lengthBytes == 0 ? second : bigEndian(bytes, at + 2, lengthBytes);
        if (end - payload < length) {
            return INCOMPLETE;
        }
        tell(bytes[at], bytes, payload, (int) length);
        return payload + (int) length;
    }

    private void tell(byte first, byte[] bytes, int payload, int length) throws IOException {
        switch (first & 0x8f) {
            case 0x80 | TEXT -> listener.text(bytes, payload, length);
            case 0x80 | PING -> listener.ping(Arrays.copyOfRange(bytes, payload, payload + length));
            case 0x80 | PONG -> {}
            case 0x80 | CLOSE ->
                listener.close(
                        length < 2 ? NO_CODE : (int) bigEndian(bytes, payload, 2),
                        length < 2 ? "" : new String(bytes, payload + 2, length - 2, StandardCharsets.UTF_8));
            default -> throw new IOException("unexpected frame: first byte " + (first & 0xff));
        }
    }

    private static long bigEndian(byte[] bytes, int at, int width) {
        return width == 2
                ? Short.toUnsignedInt(ByteBuffer.wrap(bytes, at, width).getShort())
                : ByteBuffer.wrap(bytes, at, width).getLong();
    }
}
