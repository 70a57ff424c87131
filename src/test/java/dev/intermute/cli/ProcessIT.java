package dev.intermute.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessIT {

    /** What Kubernetes puts into a pod beside a Service named intermute, but for the one variable that we read ourselves. */
    private static final Map<String, String> SERVICE_LINKS = Map.of(
            "INTERMUTE_SERVICE_HOST", "10.0.0.1",
            "INTERMUTE_SERVICE_PORT", "7338",
            "INTERMUTE_PORT_7338_TCP", "tcp://10.0.0.1:7338",
            "INTERMUTE_PORT_7338_TCP_PROTO", "tcp");

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void makeTheFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("w"));
    }

    @Test
    void the_version_is_told_without_a_server() throws Exception {
        try (ServerUnderTest process = start("--version")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.out()).matches("intermute \\d\\S+\\R");
            assertThat(process.err()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void help_is_told_on_standard_output() throws Exception {
        try (ServerUnderTest process = start("--help")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.out()).contains("serve", "init");
            assertThat(process.err()).isEmpty();
        }
    }

    @Test
    void a_result_that_cannot_be_written_ends_with_1_and_one_line() throws Exception {
        try (ServerUnderTest process = ServerUnderTest.start(folder, Map.of(), Path.of("/dev/full"), "--help")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("intermute: standard output can't be written (");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "--bogus", "serve --bogus", "serve --port 70000", "init"})
    void bad_usage_ends_with_2_and_one_line(String line) throws Exception {
        try (ServerUnderTest process = start(line.split(" "))) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("intermute: ")
                    .contains("--help'");
        }
    }

    @Test
    void a_port_that_kubernetes_set_ends_with_2_and_one_line() throws Exception {
        try (ServerUnderTest process =
                ServerUnderTest.start(folder, Map.of("INTERMUTE_PORT", "tcp://10.0.0.1:7338"), "serve")) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.err().lines()).singleElement().asString().contains("enableServiceLinks: false");
        }
    }

    @Test
    void a_second_init_adds_a_key_and_keeps_the_first_and_the_comments() throws Exception {
        Path file = folder.resolve("intermute.keys.yaml");
        String first;
        try (ServerUnderTest process = start("init", "--project", "team")) {
            assertThat(process.exitCode()).isZero();
            first = process.out().strip();
        }
        Files.writeString(file, "# my own comment\n" + Files.readString(file));
        try (ServerUnderTest process = start("init", "--project", "team")) {
            assertThat(process.exitCode()).isZero();
            assertThat(Files.readString(file))
                    .contains("# my own comment", first, process.out().strip());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_busy_port_ends_with_1_and_one_line() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerUnderTest process = start("serve", "--port", String.valueOf(busy.getLocalPort()))) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.failures())
                    .containsExactly("intermute: port " + busy.getLocalPort()
                            + " on 127.0.0.1 is in use: stop the program that has it, or choose another with --port");
            assertThat(process.err()).doesNotContain("\tat ");
        }
    }

    @Test
    void a_broken_keys_file_ends_with_1_and_one_line() throws Exception {
        Files.writeString(folder.resolve("k.yaml"), "projects: {a: {keys: [s3cret]}, b: {keys: [s3cret]}}");
        try (ServerUnderTest process = start("serve", "--port", "0", "--keys-file", "k.yaml")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.failures())
                    .singleElement()
                    .asString()
                    .startsWith("intermute: keys file k.yaml, line 1: ")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void another_file_at_the_sockets_path_ends_with_1_and_one_line() throws Exception {
        Files.writeString(folder.resolve("file"), "mine");
        try (ServerUnderTest process = start("serve", "--port", "0", "--socket", "file")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.err().lines()).singleElement().asString().startsWith("intermute: socket file is ");
        }
        assertThat(folder.resolve("file")).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "INTERMUTE_KEYS_RELOAD, abc, intermute.keys-reload",
        "INTERMUTE_AUTH_REQUIRE_AGENT_TOKEN, maybe, intermute.auth.require-agent-token",
        "INTERMUTE_LIVENESS_FLUSH_INTERVAL, 11s, intermute.liveness.flush-interval",
        "INTERMUTE_LIVENESS_STALE_AFTER, -1s, intermute.liveness.stale-after"
    })
    void a_setting_that_is_wrong_ends_with_1_and_one_line(String variable, String value, String setting)
            throws Exception {
        try (ServerUnderTest process = ServerUnderTest.start(folder, Map.of(variable, value), "serve", "--port", "0")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("intermute: a setting is wrong: ")
                    .contains(setting);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_server_answers_on_its_socket_and_ends_with_0_when_told_to(String signal) throws Exception {
        Path socket = folder.resolve("s.sock");
        try (ServerUnderTest process =
                ServerUnderTest.start(folder, SERVICE_LINKS, "--port", "0", "--socket", "s.sock")) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(socket) || !process.isAlive());

            assertThat(askOver(socket)).startsWith("HTTP/1.1 ");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(process.err())
                    .contains("intermute.keys.yaml")
                    .doesNotContain(Files.readString(folder.resolve("intermute.keys.yaml"))
                            .replaceAll("(?s).*- (im_\\S+).*", "$1"));

            process.signal(signal);

            assertThat(process.exitCode()).isZero();
            assertThat(process.failures()).isEmpty();
            assertThat(process.err()).contains("intermute stopped in");
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void health_is_0_while_the_service_is_well_and_6_when_it_is_gone() throws Exception {
        try (PackagedServer server = PackagedServer.start(folder)) {
            String url = server.url();
            try (ServerUnderTest process = start("health", "--url", url)) {
                assertThat(process.exitCode()).isZero();
                assertThat(process.out()).isEqualTo("ok" + System.lineSeparator());
                assertThat(process.err()).isEmpty();
            }
            // As a container has it: the service's own environment says where it is.
            Map<String, String> environment = Map.of(
                    "INTERMUTE_HOST",
                    "0.0.0.0",
                    "INTERMUTE_PORT",
                    Integer.toString(URI.create(url).getPort()));
            try (ServerUnderTest process = ServerUnderTest.start(folder, environment, "health")) {
                assertThat(process.exitCode()).isZero();
            }

            assertThat(server.terminate()).isZero();

            try (ServerUnderTest process = start("health", "--url", url)) {
                assertThat(process.exitCode()).isEqualTo(6);
                assertThat(process.out()).isEmpty();
                assertThat(process.err().lines())
                        .singleElement()
                        .asString()
                        .startsWith("intermute: " + url + " can't be reached: ");
            }
        }
    }

    private static String askOver(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            String request = "GET /q/health/live HTTP/1.1\r\nHost: any\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private ServerUnderTest start(String... args) throws IOException {
        return ServerUnderTest.start(folder, Map.of(), args);
    }
}
