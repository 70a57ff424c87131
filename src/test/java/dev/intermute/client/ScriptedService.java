package dev.intermute.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.intermute.testing.RawFrame;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that does what a test says, step by step: takes a connection, and answers it as no real one would when asked to. */
final class ScriptedService implements AutoCloseable {
    /** Far more than anything takes that comes at all. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: (\\S+)\r\n");

    private final ServerSocket server;

    ScriptedService() {
        this(0);
    }

    /** At a port that another one had. */
    ScriptedService(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Takes the next connection as a socket that works: nothing is sent before the client has read the answer. */
    Peer accept() {
        return acceptOnly().settle();
    }

    /** Takes the next connection as a socket, and answers nothing on it. */
    Peer acceptOnly() {
        return upgrade(take());
    }

    /** Answers a connection that was taken: it is a socket now. */
    Peer upgrade(Peer peer) {
        Matcher key = KEY.matcher(peer.request);
        assertThat(key.find()).as(peer.request).isTrue();
        peer.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return peer;
    }

    /**
     * Answers the next request.
     *
     * @param head further lines of it, each with its end
     * @return the request
     */
    String answer(int status, String head, String body) {
        try (Peer peer = take()) {
            peer.write(("HTTP/1.1 " + status + " So\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"
                            + head + "\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            return peer.request;
        }
    }

    /** Takes the next connection, and what it asks for. */
    Peer take() {
        try {
            return new Peer(server.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event as the service writes it. */
    static RawFrame event(long cursor) {
        return event(cursor, "task.created", "");
    }

    static RawFrame event(long cursor, String type, String filler) {
        return RawFrame.text(json(cursor, type, filler)).unmasked();
    }

    static String json(long cursor, String type, String filler) {
        return "{\"type\":\"%s\",\"project\":\"p\",\"entity_id\":\"e%d\",\"cursor\":%d,\"created_at\":\"2026-01-02T03:04:05Z\",\"data\":{\"text\":\"%s\"}}"
                .formatted(type, cursor, cursor, filler);
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The service's end of a connection. */
    static final class Peer implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final String request;
        private final Deque<RawFrame> early = new ArrayDeque<>();

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                head.write(in.readUnsignedByte());
            }
            request = head.toString(StandardCharsets.US_ASCII);
        }

        /** The first line and the headers that it came with. */
        String request() {
            return request;
        }

        Peer send(RawFrame... frames) {
            for (RawFrame frame : frames) {
                write(frame.bytes());
            }
            return this;
        }

        Peer send(long... cursors) {
            for (long cursor : cursors) {
                send(event(cursor));
            }
            return this;
        }

        private synchronized void write(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next frame of the client, unmasked, but for the ping of a new connection. */
        RawFrame read() {
            return early.isEmpty() ? next() : early.remove();
        }

        /** Answers the ping of a new connection, as every service does; what the client says before it is read later. */
        private Peer settle() {
            for (RawFrame frame = next(); !frame.text().equals(PING); frame = next()) {
                early.add(frame);
            }
            return send(RawFrame.text(PONG).unmasked());
        }

        private RawFrame next() {
            try {
                int opcode = in.readUnsignedByte() & 0xf;
                int length = in.readUnsignedByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % mask.length];
                }
                return RawFrame.of(opcode, payload);
            } catch (EOFException e) {
                throw new AssertionError("the client has ended the connection", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the client ends the connection, whatever it says before. */
        boolean isLeft() {
            try {
                in.readAllBytes();
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException reset) {
                return true;
            }
        }

        /** Answers each further ping, by a thread of its own. Nobody else may read then. */
        Peer answering() {
            Thread thread = new Thread(() -> {
                try {
                    while (next().text().equals(PING)) {
                        send(RawFrame.text(PONG).unmasked());
                    }
                } catch (AssertionError | UncheckedIOException e) {
                    // The connection has ended, which the test looks at.
                }
            });
            thread.setDaemon(true);
            thread.start();
            return this;
        }

        /** Closes in order, and waits for the answer. */
        void leave(int code, String reason) {
            send(RawFrame.close(code, reason).unmasked());
            RawFrame answer = read();
            assertThat(answer.opcode()).isEqualTo(RawFrame.CLOSE);
            close();
        }

        /** Cuts the connection. */
        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
