package dev.intermute.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

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

    /** How long a connection may be silent that hasn't shown the secret, or that has been answered. */
    private static final int SILENCE_MILLIS = 10_000;
    /** How long to wait for a file descriptor. */
    private static final Duration SHORTAGE = Duration.ofMillis(20);

    private final UnixDomainSocketAddress socket;
    private final ServerSocketChannel server;
    private final String secret;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    private UnixRelay(UnixDomainSocketAddress socket, ServerSocketChannel server, String secret) {
        this.socket = socket;
        this.server = server;
        this.secret = secret;
    }

    /**
     * Begins to take connections. The socket needn't be there yet.
     *
     * @throws IntermuteException {@link ErrorCode#UNREACHABLE} if there is no port to take them on
     * @throws IllegalArgumentException if the path is none of the machine's own file system
     */
    static UnixRelay start(Path path) {
        UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(path);
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

    /** How many connections it has, on both of its sides. */
    int connections() {
        return open.size();
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
                keep(client);
                daemon(() -> relay(client));
            } catch (IOException e) {
                // Closed, or out of file descriptors: whoever connects waits, or gives up by itself.
                LockSupport.parkNanos(SHORTAGE.toNanos());
            }
        }
    }

    /** So that it is closed with the relay, also if that is closed at this moment. */
    private void keep(Closeable connection) {
        open.add(connection);
        if (!server.isOpen()) {
            quietly(connection);
        }
    }

    private void relay(SocketChannel client) {
        try (client) {
            byte[] head = head(client);
            if (!carriesSecret(head)) {
                return;
            }
            exchange(client, head);
        } catch (IOException e) {
            // Whoever is at the other end sees that the connection has ended.
        } finally {
            open.remove(client);
        }
    }

    private void exchange(SocketChannel client, byte[] head) throws IOException {
        SocketChannel service = SocketChannel.open(StandardProtocolFamily.UNIX);
        try (service) {
            keep(service);
            exchange(client, head, service);
        } finally {
            open.remove(service);
        }
    }

    private void exchange(SocketChannel client, byte[] head, SocketChannel service) throws IOException {
        try {
            service.connect(socket);
        } catch (IOException e) {
            refuse(client);
            return;
        }
        write(head, service);
        Thread passing = daemon(() -> pass(client, service));
        pump(service, client);
        client.shutdownOutput();
        try {
            passing.join(SILENCE_MILLIS);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads but to end them.
            Thread.currentThread().interrupt();
        }
    }

    /** Answers in the service's stead that there is none. */
    private void refuse(SocketChannel client) throws IOException {
        byte[] body = Wire.bytes(Map.of(
                "error",
                ErrorCode.UNREACHABLE.wire(),
                "message",
                "nobody listens on the socket " + socket + "; start the service, or give another address"));
        String head = "HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + END_OF_HEAD;
        write(head.getBytes(StandardCharsets.US_ASCII), client);
        write(body, client);
        client.shutdownOutput();
        drain(client);
    }

    /** What comes up to the end of the first request's headers, and whatever came with it. */
    private static byte[] head(SocketChannel client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        client.socket().setSoTimeout(SILENCE_MILLIS);
        InputStream in = client.socket().getInputStream();
        for (int read = in.read(buffer); read >= 0 && head.size() < MAX_HEAD_BYTES; read = in.read(buffer)) {
            head.write(buffer, 0, read);
            if (head.toString(StandardCharsets.ISO_8859_1).contains(END_OF_HEAD)) {
                return head.toByteArray();
            }
        }
        throw new IOException("no request");
    }

    private boolean carriesSecret(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] wanted = (SECRET_HEADER + ": " + secret).getBytes(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf(END_OF_HEAD))
                .lines()
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .anyMatch(line -> MessageDigest.isEqual(line, wanted));
    }

    /** From the client to the service, which may answer before it has read all, as it does where that is too much. */
    private static void pass(SocketChannel client, SocketChannel service) {
        try {
            pump(client, service);
        } catch (IOException e) {
            drain(client);
        } finally {
            // The client has gone: what it waited for isn't wanted any more.
            quietly(service);
        }
    }

    private static void pump(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (from.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
    }

    private static void write(byte[] bytes, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    /** Reads what nobody wants any more: a connection that is closed before takes the answer with it that is on its way. */
    private static void drain(SocketChannel client) {
        try {
            client.socket().setSoTimeout(SILENCE_MILLIS);
            client.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It has ended, or is silent.
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "intermute-unix-relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
