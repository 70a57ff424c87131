package dev.intermute.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who is handed on to the socket, and who isn't. */
@Timeout(60)
class UnixRelayTest {
    private static final int REQUEST_BYTES = 8192;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    private Path folder;

    private final AtomicInteger served = new AtomicInteger();
    private ServerSocketChannel service;
    private UnixRelay relay;

    @BeforeEach
    void start() throws IOException {
        Path socket = folder.resolve("s.sock");
        service = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        service.bind(UnixDomainSocketAddress.of(socket));
        CompletableFuture.runAsync(this::serve);
        relay = UnixRelay.start(socket);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        service.close();
    }

    @Test
    void whoever_knows_the_secret_is_handed_on() throws IOException {
        String answer = ask("GET / HTTP/1.1\r\nX-Intermute-Relay: " + relay.secret() + "\r\n\r\n");

        assertThat(answer).isEqualTo(ANSWER);
    }

    @Test
    void connections_that_have_ended_are_forgotten() throws IOException {
        for (int i = 0; i < 5; i++) {
            ask("GET / HTTP/1.1\r\nX-Intermute-Relay: " + relay.secret() + "\r\n\r\n");
        }

        Awaitility.await().until(() -> relay.connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nX-Intermute-Relay: \r\n\r\n",
                "GET / HTTP/1.1\r\nX-Intermute-Relay: 0123\r\n\r\n",
                "GET / HTTP/1.1\r\nX-Intermute-Relay: SECRET0\r\n\r\n",
                "GET / HTTP/1.1\r\nX-Other: X-Intermute-Relay: SECRET\r\n\r\n",
                "GET /X-Intermute-Relay:SECRET HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\nX-Intermute-Relay: SECRET\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nX-Intermute-Relay: SECRET\r\n\r\n"
            })
    void a_stranger_gets_nothing(String request) throws IOException {
        // Not even one who knew the secret could bring it elsewhere.
        assertThat(ask(request.replace("SECRET", relay.secret()))).isEmpty();

        assertThat(served).hasValue(0);
    }

    @Test
    void a_stranger_who_never_ends_his_headers_is_sent_away() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(200_000))).isEmpty();

        assertThat(served).hasValue(0);
    }

    @Test
    void where_no_service_listens_the_relay_says_so_also_to_one_who_still_sends() throws IOException {
        service.close();

        String answer =
                ask("POST / HTTP/1.1\r\nX-Intermute-Relay: " + relay.secret() + "\r\n\r\n" + "x".repeat(300_000));

        assertThat(answer).startsWith("HTTP/1.1 502 ").contains("\"unreachable\"");
    }

    @Test
    void after_the_end_nobody_listens_and_nobody_is_connected() throws IOException {
        URI url = relay.url();
        try (Socket early = connect(url)) {
            relay.close();

            assertThat(read(early)).isEmpty();
        }
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(url));
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel channel = service.accept()) {
                    served.incrementAndGet();
                    // As every service does: what is left unread makes the end of the connection an error.
                    channel.read(ByteBuffer.allocate(REQUEST_BYTES));
                    Channels.newOutputStream(channel).write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect(relay.url())) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // Sent away before all was written; what was said is still there to be read.
            }
            return read(socket);
        }
    }

    private static Socket connect(URI url) throws IOException {
        return new Socket(InetAddress.getByName(url.getHost()), url.getPort());
    }

    /** Closed in whatever way. */
    private static String read(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
