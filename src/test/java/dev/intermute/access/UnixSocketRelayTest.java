package dev.intermute.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.vertx.core.net.SocketAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.http.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class UnixSocketRelayTest {

    private static final int EIGHT_MIB = 8 * 1024 * 1024;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<SocketAddress> callers = new LinkedBlockingQueue<>();
    private ServerSocket echo;
    private Path path;
    private UnixSocketRelay relay;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::serve);
        path = folder.resolve("s.sock");
        relay = relayFor(path);
        relay.start(path, target());
    }

    @AfterEach
    void stop() throws IOException {
        relay.stop();
        echo.close();
        threads.shutdownNow();
    }

    @Test
    void bytes_go_both_ways() throws IOException {
        try (SocketChannel client = connect()) {
            write(client, "hello");
            assertThat(read(client, 5)).isEqualTo("hello");
            write(client, "again");
            assertThat(read(client, 5)).isEqualTo("again");
        }
    }

    @Test
    void an_end_of_one_side_reaches_the_other_and_the_rest_still_comes_back() throws IOException {
        try (SocketChannel client = connect()) {
            write(client, "last words");
            client.shutdownOutput();

            assertThat(Channels.newInputStream(client).readAllBytes())
                    .asString()
                    .isEqualTo("last words");
        }
    }

    @Test
    void eight_mib_each_way_reach_a_slow_reader_unchanged() throws Exception {
        byte[] sent = new byte[EIGHT_MIB];
        new Random(7).nextBytes(sent);
        try (SocketChannel client = connect()) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeAll(client, sent), threads);
            InputStream in = Channels.newInputStream(client);
            ByteBuffer received = ByteBuffer.allocate(EIGHT_MIB);

            while (received.hasRemaining()) {
                received.put(in.readNBytes(Math.min(EIGHT_MIB / 100, received.remaining())));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }

            writer.get(10, TimeUnit.SECONDS);
            assertThat(received.flip()).isEqualTo(ByteBuffer.wrap(sent));
        }
    }

    @Test
    void two_hundred_connections_are_served_at_once() throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            clients.add(connect());
        }
        for (int i = 0; i < 200; i++) {
            write(clients.get(i), "client %03d".formatted(i));
        }
        for (int i = 199; i >= 0; i--) {
            assertThat(read(clients.get(i), 10)).isEqualTo("client %03d".formatted(i));
        }
        for (SocketChannel client : clients) {
            client.close();
        }
        Awaitility.await().until(() -> callers.stream().noneMatch(relay::relays));
        assertThat(callers).hasSize(200);
    }

    @Test
    void a_connection_is_known_while_it_is_open_and_not_afterwards() throws Exception {
        SocketAddress caller;
        try (SocketChannel client = connect()) {
            write(client, "x");
            caller = callers.poll(5, TimeUnit.SECONDS);
            assertThat(relay.relays(caller)).isTrue();
            assertThat(relay.relays(SocketAddress.inetSocketAddress(caller.port(), "127.0.0.2")))
                    .isFalse();
            assertThat(relay.relays(SocketAddress.domainSocketAddress("/x"))).isFalse();
        }
        Awaitility.await().until(() -> !relay.relays(caller));
        try (Socket direct = new Socket(echo.getInetAddress(), echo.getLocalPort())) {
            assertThat(direct.isConnected()).isTrue();
            assertThat(relay.relays(callers.poll(5, TimeUnit.SECONDS))).isFalse();
        }
    }

    @Test
    void an_idle_connection_costs_no_time() throws Exception {
        try (SocketChannel client = connect();
                SocketChannel halfClosed = connect()) {
            write(client, "x");
            read(client, 1);
            halfClosed.shutdownOutput();
            Thread loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("unix-socket-relay"))
                    .findFirst()
                    .orElseThrow();
            var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
            long before = cpu.getThreadCpuTime(loop.getId());

            Awaitility.await().pollDelay(300, TimeUnit.MILLISECONDS).until(() -> true);

            assertThat(TimeUnit.NANOSECONDS.toMillis(cpu.getThreadCpuTime(loop.getId()) - before))
                    .isLessThan(50);
        }
    }

    @Test
    void a_server_that_is_gone_closes_that_connection_only() throws IOException {
        try (SocketChannel open = connect()) {
            write(open, "x");
            read(open, 1);
            echo.close();
            try (SocketChannel refused = connect()) {
                assertThat(Channels.newInputStream(refused).read()).isEqualTo(-1);
            }
            write(open, "y");
            assertThat(read(open, 1)).isEqualTo("y");
        }
    }

    @Test
    void the_socket_is_the_owners_alone_and_nothing_else_is_left_in_its_folder() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void a_stop_removes_the_file_and_closes_the_connections() throws IOException {
        try (SocketChannel client = connect()) {
            write(client, "x");
            read(client, 1);

            relay.stop();

            assertThat(Channels.newInputStream(client).read()).isEqualTo(-1);
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void a_stop_of_accepting_leaves_open_connections_be() throws IOException {
        try (SocketChannel client = connect()) {
            write(client, "x");
            read(client, 1);

            relay.stopAccepting();

            assertThat(path).doesNotExist();
            write(client, "y");
            assertThat(read(client, 1)).isEqualTo("y");
        }
    }

    @Test
    void a_stop_leaves_a_file_that_is_not_its_own() throws IOException {
        Files.delete(path);
        Files.writeString(path, "another's");

        relay.stop();

        assertThat(path).hasContent("another's");
    }

    @Test
    void a_dead_socket_is_replaced() throws IOException {
        Path dead = folder.resolve("dead.sock");
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(dead));
        }
        assertThat(dead).exists();

        UnixSocketRelay second = relayFor(dead);
        second.check();
        second.start(dead, target());

        try (SocketChannel client = connect(dead)) {
            write(client, "x");
            assertThat(read(client, 1)).isEqualTo("x");
        }
        second.stop();
    }

    @Test
    void a_living_socket_stops_the_start() {
        assertRefused(path, "in use by another process");
    }

    @Test
    void any_other_file_stops_the_start() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nothing"));
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();

        assertRefused(file, "another file");
        assertRefused(folder, "another file");
        assertRefused(link, "another file");
        assertRefused(fifo, "another file");
        assertThat(file).hasContent("x");
    }

    @Test
    void a_missing_folder_stops_the_start() {
        assertRefused(folder.resolve("none/s.sock"), "a folder that doesn't exist");
    }

    @Test
    void the_longest_path_works_and_a_longer_one_stops_the_start() throws IOException {
        Path parent = Files.createDirectories(folder.resolve(
                "d".repeat(SocketFile.MAX_PATH_BYTES - folder.toString().length() - 3)));
        Path longest = parent.resolve("s");
        assertThat(longest.toString()).hasSize(SocketFile.MAX_PATH_BYTES);

        UnixSocketRelay second = relayFor(longest);
        second.check();
        second.start(longest, target());

        try (SocketChannel client = connect(longest)) {
            write(client, "x");
            assertThat(read(client, 1)).isEqualTo("x");
        }
        second.stop();
        assertRefused(parent.resolve("ss"), "too long");
    }

    private static void assertRefused(Path socket, String why) {
        assertThatThrownBy(relayFor(socket)::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(why)
                .hasMessageContaining("--socket")
                .hasNoCause();
    }

    private static UnixSocketRelay relayFor(Path socket) {
        return new UnixSocketRelay(Optional.of(socket), null);
    }

    private InetSocketAddress target() {
        return new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort());
    }

    private SocketChannel connect() throws IOException {
        return connect(path);
    }

    private static SocketChannel connect(Path socket) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private static void write(SocketChannel channel, String text) {
        writeAll(channel, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeAll(SocketChannel channel, byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(SocketChannel channel, int bytes) throws IOException {
        return new String(Channels.newInputStream(channel).readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private void serve() {
        while (true) {
            try {
                Socket socket = echo.accept();
                if (echo.isClosed()) {
                    // Taken while the close was under way.
                    socket.close();
                    return;
                }
                callers.add(SocketAddress.inetSocketAddress((InetSocketAddress) socket.getRemoteSocketAddress()));
                threads.execute(() -> echo(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            return;
        }
    }
}
