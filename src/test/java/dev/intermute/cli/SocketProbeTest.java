package dev.intermute.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The health of a service behind a Unix socket, in its bad days; UnixSocketCommandsIT has the good ones. */
class SocketProbeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void one_that_is_well_is_well() {
        answer("200 OK", "{\"status\":\"ok\"}");

        assertThat(ask(PATIENCE)).isEqualTo(Finding.WELL);
    }

    @Test
    void one_that_is_not_well_says_why() {
        answer(
                "503 Service Unavailable",
                "{\"error\":\"storage_unavailable\",\"message\":\"The database doesn't answer.\"}");

        assertThat(ask(PATIENCE)).isEqualTo(Finding.unwell("is not well: The database doesn't answer."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"degraded\"}", "{}", "<html>"})
    void another_program_is_not_taken_for_the_service(String body) {
        answer("200 OK", body);

        Finding found = ask(PATIENCE);

        assertThat(found.well()).isFalse();
        assertThat(found.words()).startsWith("doesn't answer as it should: ");
    }

    @Test
    void one_that_says_nothing_is_not_waited_for() {
        assertThat(ask(Duration.ofSeconds(1))).isEqualTo(Finding.unwell("doesn't answer within 1 s"));
    }

    @Test
    void one_that_is_away_is_told_of_with_the_socket() throws IOException {
        server.close();

        Finding found = ask(PATIENCE);

        assertThat(found.well()).isFalse();
        assertThat(found.words()).startsWith("can't be asked: ").contains(socket().toString());
    }

    private Finding ask(Duration patience) {
        return new SocketProbe(socket(), patience).ask();
    }

    private Path socket() {
        return folder.resolve("s.sock");
    }

    private void answer(String status, String body) {
        Thread thread = new Thread(() -> {
            try (SocketChannel connection = server.accept()) {
                connection.read(ByteBuffer.allocate(16_384));
                connection.write(
                        ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                // The test finds no answer.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
