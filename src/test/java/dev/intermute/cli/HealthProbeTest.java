package dev.intermute.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Against servers that answer what no service of ours would; {@code ProcessIT} asks a real one. */
class HealthProbeTest {
    /** So long that no answer here takes it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_service_that_says_ok_is_well() {
        answer("200 OK", "{\"status\":\"ok\"}");

        assertThat(ask(PATIENCE)).isEqualTo(new Finding(true, "ok"));
    }

    @Test
    void one_that_is_degraded_says_why() {
        answer("503 Service Unavailable", "{\"status\":\"degraded\",\"message\":\"The database doesn't answer.\"}");

        assertThat(ask(PATIENCE)).isEqualTo(new Finding(false, "is not well: The database doesn't answer."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"status\":\"degraded\"}", "{\"status\":{}}", "{\"status\":\"ok\""})
    void a_200_that_does_not_say_ok_is_of_something_else(String body) {
        answer("200 OK", body);

        assertThat(ask(PATIENCE).well()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"302 Found", "404 Not Found", "500 Internal Server Error"})
    void any_other_answer_is_of_something_else(String status) {
        answer(status, "{\"status\":\"ok\"}");

        assertThat(ask(PATIENCE))
                .isEqualTo(new Finding(
                        false,
                        "answers " + status.substring(0, 3)
                                + ", but not as this service does; is it the right address?"));
    }

    @Test
    void a_503_of_something_else_is_unwell_too() {
        answer("503 Service Unavailable", "<html>");

        assertThat(ask(PATIENCE)).isEqualTo(new Finding(false, "is not well: it says no more than 503"));
    }

    @Test
    void a_reason_that_is_no_text_is_none() {
        answer("503 Service Unavailable", "{\"message\":{\"a\":1}}");

        assertThat(ask(PATIENCE)).isEqualTo(new Finding(false, "is not well: it says no more than 503"));
    }

    @Test
    void what_speaks_no_http_is_unwell() {
        serve(connection -> connection.getOutputStream().write("SSH-2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(ask(PATIENCE).well()).isFalse();
    }

    @Test
    void who_hangs_up_is_unwell() {
        serve(connection -> {});

        assertThat(ask(PATIENCE).words()).startsWith("doesn't answer as it should");
    }

    @Test
    void who_sends_a_byte_now_and_then_does_not_answer_in_time() {
        serve(connection -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!server.isClosed()) {
                out.write(' ');
                out.flush();
                sleep();
            }
        });

        assertThat(ask(Duration.ofSeconds(1))).isEqualTo(new Finding(false, "doesn't answer within 1 s"));
    }

    @Test
    void where_nobody_listens_is_told_what_to_do() throws IOException {
        server.close();

        assertThat(ask(PATIENCE).words()).startsWith("can't be reached").contains("intermute serve", "--url");
    }

    private Finding ask(Duration patience) {
        return new HealthProbe(URI.create("http://127.0.0.1:" + server.getLocalPort()), patience).ask();
    }

    private void answer(String status, String body) {
        serve(connection -> connection
                .getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\nLocation: /health\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private void serve(Answer answer) {
        Thread thread = new Thread(() -> {
            // The JDK tries once more where a server hangs up.
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    readHead(connection);
                    answer.to(connection);
                } catch (IOException e) {
                    // The test is over, or the client has had enough.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        assertThat(head).startsWith("GET /health HTTP/1.1\r\n");
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Answer {
        void to(Socket connection) throws IOException;
    }
}
