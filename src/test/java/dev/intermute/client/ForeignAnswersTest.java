package dev.intermute.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.ScriptedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What something else than a service answers isn't taken for the service's word, and isn't asked for again. */
@Timeout(60)
class ForeignAnswersTest {
    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Welcome</html>",
                "200 | {\"agents\":[",
                "200 | {}",
                "200 | {\"agents\":[{}]}",
                "200 | {\"agents\":[7]}",
                "200 | null",
                "204 | ''",
                "404 | <html>Not Found</html>",
                "404 | {\"error\":\"Not Found\",\"status\":404}",
                "404 | {\"error\":{\"code\":\"x\"}}",
                "404 | ''",
                "409 | {\"error\":\"reservation_conflict\",\"conflicts\":[{}]}",
                "409 | {\"error\":\"name_taken\",\"last_seen\":\"yesterday\"}"
            })
    void what_another_program_answers_is_told_as_such(int status, String body) {
        server.then(status, body);

        IntermuteException failure =
                failureOf(() -> client(server.url()).agents().list());

        assertThat(failure.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void what_is_no_http_is_told_as_such() {
        server.thenBytes("SSH-2.0-OpenSSH_9.2\r\n\r\n");

        assertThat(failureOf(() -> client(server.url()).agents().list()).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
    }

    @Test
    void calls_without_a_result_look_at_the_answer_too() {
        server.then(200, "<html>").then(200, "[]").then(200, "{\"released\":[]}");

        assertThat(failureOf(client(server.url())::health).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        AgentClient ada = client(server.url()).agent("ada", "");
        assertThat(failureOf(ada::heartbeat).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        assertThat(failureOf(ada::releaseAll).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
    }

    @Test
    void a_list_that_never_ends_is_told_as_such() {
        server.then(200, "{\"agents\":[]}", "X-Next-Cursor: 7").then(200, "{\"agents\":[]}", "X-Next-Cursor: 7");

        IntermuteException failure =
                failureOf(() -> client(server.url()).agents().list());

        assertThat(failure.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void a_receipt_of_nothing_is_no_receipt() {
        server.then(200, "{}");

        IntermuteException failure =
                failureOf(() -> client(server.url()).agent("ada", "").ack("m1"));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
    }

    @Test
    void nobody_is_followed_elsewhere() {
        server.then(302, "", "Location: " + server.url() + "/elsewhere");

        assertThat(failureOf(() -> client(server.url()).agents().list()).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void tls_to_a_port_without_is_no_service() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // Of its own: the common pool has one thread on two cores, and another test may be at it.
            Thread refusing = new Thread(() -> refuse(plain));
            refusing.setDaemon(true);
            refusing.start();
            String https = "https://127.0.0.1:" + plain.getLocalPort();

            IntermuteException failure = failureOf(() -> client(https).agents().list());

            assertThat(failure.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
        }
    }

    /** As a server without TLS does, also when it is asked again. */
    private static void refuse(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client has hung up, or the test is over.
            }
        }
    }

    private static IntermuteClient client(String url) {
        return IntermuteClient.at(url).project("demo").open();
    }
}
