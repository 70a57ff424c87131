package dev.intermute.cli.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.cli.CommandLineTool;

import static org.assertj.core.api.Assertions.assertThat;

/** A folder or nothing at all where a text is to come from; MailCommandsTest has what comes. */
class StandardInputTest {
    @TempDir
    private Path home;

    @Test
    void what_cannot_be_read_is_told_and_nothing_is_sent() {
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(Map.of(), home, home, new Folder());

        int code = new CommandLineTool(new ByteArrayOutputStream(), new PrintWriter(err, true), around)
                .run("send", "--url", "http://127.0.0.1:1", "--agent", "ada", "--to", "bob", "-");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("standard input can't be read (Is a directory)");
    }

    private static final class Folder extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Is a directory");
        }
    }
}
