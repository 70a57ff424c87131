package dev.intermute.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Opens connections, before anything is measured: therefore one after the other, and waiting for each. */
final class Dial {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEAD = 16 * 1024;

    private Dial() {}

    /** A WebSocket that is open, and the frames that came right behind its 101. */
    record OpenSocket(SocketChannel channel, byte[] firstFrames) {}

    /** A connection on which nothing has been sent. */
    static SocketChannel connect(URI server) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    /** Opens a WebSocket. */
    static OpenSocket upgrade(URI server, String path) throws IOException {
        SocketChannel channel = connect(server);
        ByteBuffer request = ByteBuffer.wrap(new RequestBytes(server).upgrade(path));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        ByteBuffer answer = ByteBuffer.allocate(LONGEST_HEAD);
        int end = -1;
        while (end < 0) {
            if (channel.read(answer) <= 0) {
                throw refused(path, answer);
            }
            end = Digits.find(answer.array(), 0, answer.position(), END_OF_HEAD);
        }
        if (!text(answer).startsWith("HTTP/1.1 101 ")) {
            throw refused(path, answer);
        }
        byte[] frames = new byte[answer.position() - end - END_OF_HEAD.length];
        System.arraycopy(answer.array(), end + END_OF_HEAD.length, frames, 0, frames.length);
        return new OpenSocket(channel, frames);
    }

    private static IOException refused(String path, ByteBuffer answer) {
        return new IOException("no WebSocket at " + path + ": " + text(answer));
    }

    private static String text(ByteBuffer answer) {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
}
