package dev.intermute.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the JDK's HTTP client, which speaks TCP alone, speak with a service behind a Unix socket: takes connections on a port of
 * the loopback address and hands their bytes on. Others on the machine may find that port, but not the socket behind it: only a
 * connection whose first request carries a secret, which never leaves this process, is handed on. All threads are daemons.
 */
final class UnixRelay implements AutoCloseable {
    /** Where the secret stands. The service doesn't look at it. */
    static final String SECRET_HEADER = "X-Intermute-Relay";

    private static final int SECRET_BYTES = 32;
    /** Longer than the headers of any request of the SDK: three names of 1,024 characters in it are 36 KiB. */
    private static final int MAX_HEAD_BYTES = 128 * 1024;

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Path socket;
    private final ServerSocketChannel server;
    private final String secret;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    private UnixRelay(Path socket, ServerSocketChannel server, String secret) {
        this.socket = socket;
        this.server = server;
        this.secret = secret;
    }

    /**
     * Begins to take connections. The socket needn't be there yet.
     *
     * @throws IntermuteException {@link ErrorCode#UNREACHABLE} if there is no port to take them on
     */
    static UnixRelay start(Path socket) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            UnixRelay relay = new UnixRelay(socket, server, HexFormat.of().formatHex(secret));
            daemon(relay::accept);
            return relay;
        } catch (IOException e) {
            throw IntermuteException.local(
                    ErrorCode.UNREACHABLE, "the socket " + socket + " can't be used: " + e.getMessage(), e);
        }
    }

    /** Where the HTTP client finds it. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.socket().getLocalPort());
    }

    /** What every request must carry. */
    String secret() {
        return secret;
    }

    @Override
    public void close() {
        quietly(server);
        open.forEach(UnixRelay::quietly);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                open.add(client);
                daemon(() -> relay(client));
            } catch (IOException e) {
                // Closed, or out of file descriptors: who connects learns it from the connection.
                Thread.yield();
            }
        }
    }

    private void relay(SocketChannel client) {
        try (client) {
            byte[] head = head(client);
            if (!carriesSecret(head)) {
                return;
            }
            try (SocketChannel service = connect(client)) {
                open.add(service);
                service.write(ByteBuffer.wrap(head));
                daemon(() -> pump(client, service));
                pump(service, client);
                open.remove(service);
            }
        } catch (IOException e) {
            // Whoever is at the other end sees that the connection has ended.
        } finally {
            open.remove(client);
        }
    }

    /** Answers in the service's stead that there is none. */
    private SocketChannel connect(SocketChannel client) throws IOException {
        SocketChannel service = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            service.connect(UnixDomainSocketAddress.of(socket));
            return service;
        } catch (IOException e) {
            service.close();
            byte[] body = Wire.bytes(Map.of(
                    "error",
                    ErrorCode.UNREACHABLE.wire(),
                    "message",
                    "nobody listens on the socket " + socket + "; start the service, or give another address"));
            String head = "HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + END_OF_HEAD;
            client.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            client.write(ByteBuffer.wrap(body));
            throw e;
        }
    }

    /** What comes up to the end of the first request's headers, and whatever came with it. */
    private static byte[] head(SocketChannel client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (head.size() < MAX_HEAD_BYTES && client.read(buffer.clear()) >= 0) {
            head.write(buffer.array(), 0, buffer.position());
            if (head.toString(StandardCharsets.ISO_8859_1).contains(END_OF_HEAD)) {
                return head.toByteArray();
            }
        }
        throw new IOException("no request");
    }

    private boolean carriesSecret(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf(END_OF_HEAD) + 2)
                .contains("\r\n" + SECRET_HEADER + ": " + secret + "\r\n");
    }

    private static void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // As above.
        } finally {
            quietly(from);
            quietly(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "intermute-unix-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
