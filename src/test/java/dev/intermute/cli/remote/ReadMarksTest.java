package dev.intermute.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.cli.CommandLineTool;
import dev.intermute.testing.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code read} marks when something goes wrong: what is marked has been shown. */
class ReadMarksTest {
    private static final String MESSAGE = """
            {"id":"%s","project":"p","from":"ann","to":["bob"],"body":"text","created_at":"2026-11-27T00:00:00Z",
             "cursor":1}""";
    private static final String RECEIPT = "{\"message_id\":\"m1\",\"agent\":\"bob\"}";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path home;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_mark_that_fails_is_told_after_all_messages_were_shown() {
        server.then(200, MESSAGE.formatted("m1"))
                .then(200, MESSAGE.formatted("m2"))
                .then(200, RECEIPT)
                .thenError(403, "agent_mismatch");
        Shell shell = new Shell(false, home.resolve("tree"), home.resolve("state"), server.url(), "p");

        Shell.Result read = shell.run("read", "--agent", "bob", "--json", "m1", "m2");

        read.failed(Exit.DENIED, "m2: Do something else.");
        assertThat(read.out().lines()).hasSize(1);
        assertThat(read.json().path("messages").findValuesAsText("id")).containsExactly("m1", "m2");
    }

    @Test
    void a_message_that_is_not_there_has_none_marked() {
        server.then(200, MESSAGE.formatted("m1")).thenError(404, "message_not_found");
        Shell shell = new Shell(false, home.resolve("tree"), home.resolve("state"), server.url(), "p");

        JsonNode error = shell.run("read", "--agent", "bob", "--json", "m1", "m2")
                .failed(Exit.NOT_FOUND)
                .json();

        assertThat(error.path("id").asText()).isEqualTo("m2");
        assertThat(routes()).containsExactly("GET /api/messages/m1", "GET /api/messages/m2");
    }

    @Test
    void what_could_not_be_written_stays_unread() {
        server.then(200, MESSAGE.formatted("m1"));
        Surroundings around = new Surroundings(Map.of(), home, home, InputStream.nullInputStream());
        StringWriter err = new StringWriter();

        int code = new CommandLineTool(new FullDisk(), new PrintWriter(err, true), around)
                .run("read", "--url", server.url(), "--project", "p", "--agent", "bob", "m1");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("No space left on device");
        assertThat(routes()).containsExactly("GET /api/messages/m1");
    }

    @Test
    void what_somebody_read_only_the_beginning_of_stays_unread() {
        server.then(200, MESSAGE.formatted("m1"));
        Surroundings around = new Surroundings(Map.of(), home, home, InputStream.nullInputStream());
        StringWriter err = new StringWriter();

        int code = new CommandLineTool(new ReaderOfOneLine(), new PrintWriter(err, true), around)
                .run("read", "--url", server.url(), "--project", "p", "--agent", "bob", "m1");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("nothing is marked as read");
        assertThat(routes()).containsExactly("GET /api/messages/m1");
    }

    private List<String> routes() {
        return server.requests().stream().map(ScriptedServer.Request::route).toList();
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private static final class ReaderOfOneLine extends OutputStream {
        private boolean read;

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (read) {
                throw new IOException("Broken pipe");
            }
            read = true;
        }
    }
}
