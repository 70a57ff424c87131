package dev.intermute.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The least that could be called a server: one thread, the same answer to every request, and each message to every socket.
 * What the generator reaches against it is what it can reach at all.
 */
final class Responder implements AutoCloseable {
    private static final String BODY = "{\"agent_id\":\"agent\",\"message_id\":\"message\",\"cursor\":1}";
    private static final byte[] ANSWER = ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + BODY.length() + "\r\n\r\n" + BODY);
    private static final byte[] UPGRADED =
            ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    private static final byte[] MESSAGE = ascii("POST /api/messages ");
    private static final byte[] UPGRADE = ascii("Upgrade: websocket");
    private static final byte[] ID = ascii("\"id\":\"");
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final int BACKLOG = 1024;
    /** What makes a frame as long as the service's are. */
    private static final String FILLING = "x".repeat(400);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Set<SocketChannel> sockets = new LinkedHashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private long cursor;
    private final Thread thread = new Thread(this::serve, "responder");

    Responder() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
    }

    private void serve() {
        try (selector) {
            while (listener.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(key);
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            SocketChannel channel = listener.accept();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
            return;
        }
        read((SocketChannel) key.channel(), (ByteArrayOutputStream) key.attachment());
    }

    private void read(SocketChannel channel, ByteArrayOutputStream request) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            sockets.remove(channel);
            channel.close();
            return;
        }
        request.write(buffer.array(), 0, count);
        byte[] bytes = request.toByteArray();
        if (isWhole(bytes)) {
            request.reset();
            answer(channel, bytes);
        }
    }

    private static boolean isWhole(byte[] request) {
        int end = Digits.find(request, 0, request.length, END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        int length = Digits.find(request, 0, end, CONTENT_LENGTH);
        return length < 0 || request.length >= end + END_OF_HEAD.length + number(request, length);
    }

    private static int number(byte[] request, int header) {
        return (int) Digits.read(request, header + CONTENT_LENGTH.length);
    }

    private void answer(SocketChannel channel, byte[] request) throws IOException {
        if (Digits.find(request, 0, request.length, UPGRADE) >= 0) {
            write(channel, UPGRADED);
            sockets.add(channel);
            return;
        }
        write(channel, ANSWER);
        if (Digits.find(request, 0, MESSAGE.length, MESSAGE) == 0) {
            byte[] frame = frame(request);
            for (SocketChannel socket : sockets) {
                write(socket, frame);
            }
        }
    }

    private byte[] frame(byte[] request) {
        int id = Digits.find(request, 0, request.length, ID);
        String rest = new String(request, id + ID.length, request.length - id - ID.length, StandardCharsets.US_ASCII);
        byte[] payload = ascii("{\"type\":\"message.created\",\"message_id\":\"" + rest.substring(0, rest.indexOf('"'))
                + "\",\"cursor\":" + ++cursor + ",\"filling\":\"" + FILLING + "\"}");
        return ByteBuffer.allocate(4 + payload.length)
                .put((byte) 0x81)
                .put((byte) 126)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /** Waits for a reader that is slow: the generator reads in a thread of its own. */
    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.wakeup();
    }
}
