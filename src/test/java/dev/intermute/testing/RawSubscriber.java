package dev.intermute.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A WebSocket on a plain socket, read by the thread that asks for a frame: for tests with very many frames, which cost a
 * parser more than they cost the server, and for those where it matters who reads when.
 */
public final class RawSubscriber implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] CURSOR = "\"cursor\":".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private byte[] payload = new byte[8192];
    private int length;

    /**
     * Connects, and returns as soon as the 101 is there.
     *
     * @param base such as {@code http://127.0.0.1:7338}
     * @param receiveBufferBytes how much the kernel may hold for a reader that doesn't read; 0 for its default
     * @param readBufferBytes how much is read at a time
     */
    public RawSubscriber(String base, String pathAndQuery, int receiveBufferBytes, int readBufferBytes)
            throws IOException {
        URI uri = URI.create(base);
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), readBufferBytes));
        String request = "GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + uri.getHost() + ":" + uri.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            close();
            throw new IOException(head);
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** A frame that isn't for the WebSocket's own sake: a text, or the end. */
    public sealed interface Frame permits Text, End {}

    /**
     * A text, which is {@link #text()} until the next one is read.
     *
     * @param cursor the first number in it that is a cursor: the event's, in whatever order the fields are
     */
    public record Text(long cursor) implements Frame {}

    /** The close frame. */
    public record End(int code, String reason) implements Frame {}

    /** Reads the next frame; pings are answered on the way. */
    public Frame next() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            readPayload();
            switch (first & 0x0f) {
                case TEXT -> {
                    if ((first & 0x80) == 0) {
                        throw new IOException("a text in several frames");
                    }
                    return new Text(cursor());
                }
                case CLOSE -> {
                    return end();
                }
                case PING -> answerPing();
                default -> throw new IOException("unexpected frame " + first);
            }
        }
    }

    /** Reads the next frame, which must be a text. */
    public long nextCursor() throws IOException {
        Frame frame = next();
        if (frame instanceof Text text) {
            return text.cursor();
        }
        throw new EOFException(frame.toString());
    }

    /** The text that was read last. */
    public String text() {
        return new String(payload, 0, length, StandardCharsets.UTF_8);
    }

    private void readPayload() throws IOException {
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a masked frame");
        }
        length = switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
        if (length > payload.length) {
            payload = new byte[length];
        }
        in.readFully(payload, 0, length);
    }

    private long cursor() {
        for (int i = 0; i < length - CURSOR.length; i++) {
            if (payload[i] == '"' && Arrays.equals(payload, i, i + CURSOR.length, CURSOR, 0, CURSOR.length)) {
                long cursor = 0;
                for (int j = i + CURSOR.length; payload[j] >= '0' && payload[j] <= '9'; j++) {
                    cursor = cursor * 10 + payload[j] - '0';
                }
                return cursor;
            }
        }
        return -1;
    }

    private End end() {
        return length < 2
                ? new End(1005, "")
                : new End(
                        ByteBuffer.wrap(payload).getShort() & 0xffff,
                        new String(payload, 2, length - 2, StandardCharsets.UTF_8));
    }

    /** One that has gone wants no answer, and what it sent before can still be read. */
    private void answerPing() {
        try {
            send(PONG);
        } catch (IOException gone) {
            // the end of the stream tells
        }
    }

    /** Sends the payload back; masked with zeros, which leaves it as it is. */
    private void send(int opcode) throws IOException {
        byte[] frame = new byte[6 + length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | length);
        System.arraycopy(payload, 0, frame, 6, length);
        socket.getOutputStream().write(frame);
    }

    /** Whether the server has ended the connection, once everything before that was read. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Goes without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
