package dev.intermute.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.cli.remote.Surroundings;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineToolTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    frobnicate               | unknown command 'frobnicate'; see 'intermute --help'
                    serve --bogus            | unknown option '--bogus'; see 'intermute serve --help'
                    --bogus                  | unknown option '--bogus'; see 'intermute serve --help'
                    serve extra              | unexpected argument 'extra'; see 'intermute serve --help'
                    serve --port             | see 'intermute serve --help'
                    serve --port 65536       | --port must be a number from 0 to 65535, not '65536'; see 'intermute serve --help'
                    --port -1                | --port must be a number from 0 to 65535, not '-1'; see 'intermute serve --help'
                    serve --port=            | --port is empty; give it a value; see 'intermute serve --help'
                    serve --host=            | --host is empty; give it a value; see 'intermute serve --help'
                    serve --db=              | --db is empty; give it a value; see 'intermute serve --help'
                    serve --port 1 --port 2  | see 'intermute serve --help'
                    init                     | '--project=NAME'; see 'intermute init --help'
                    init --project=          | --project is empty; give it a value; see 'intermute init --help'
                    health --url=            | for the service speaks no TLS, not ''; see 'intermute health --help'
                    health --url=https://h   | for the service speaks no TLS, not 'https://h'; see 'intermute health --help'
                    health extra             | unexpected argument 'extra'; see 'intermute health --help'
                    """)
    void bad_usage_is_one_line_and_exit_code_2(String line, String complaint) {
        int code = run(line.split(" +"));

        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("intermute: ")
                .endsWith(complaint);
    }

    @Test
    void the_version_is_the_builds() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).matches("intermute \\d+\\.\\d+\\.\\d+\\S*");
    }

    @Test
    void help_names_the_commands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("serve", "init");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void init_prints_the_key_alone_on_standard_output() throws IOException {
        Path file = folder.resolve("k.yaml");

        assertThat(run("init", "--project", "team", "--keys-file", file.toString()))
                .isZero();

        assertThat(out.toString()).matches("im_\\S{43}\\R");
        assertThat(Files.readString(file)).contains(out.toString().strip());
        assertThat(err.toString())
                .contains("team", file.toString())
                .doesNotContain(out.toString().strip());
    }

    @Test
    void a_keys_file_that_cannot_be_written_is_one_line_and_exit_code_1() {
        assertThat(run("init", "--project", "team", "--keys-file", folder + "/none/k.yaml"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("intermute: keys file ");
    }

    @Test
    void a_port_that_kubernetes_set_is_told_how_to_be_rid_of() {
        assertThat(Setting.PORT.problemIn(Map.of("INTERMUTE_PORT", "tcp://10.0.0.1:7338")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("enableServiceLinks: false"));
        assertThat(Setting.PORT.problemIn(Map.of("INTERMUTE_PORT", "x")))
                .hasValueSatisfying(problem -> assertThat(problem).doesNotContain("enableServiceLinks"));
    }

    @Test
    void an_environment_without_our_variables_is_no_problem() {
        assertThat(List.of(Setting.values()))
                .allSatisfy(setting -> assertThat(setting.problemIn(Map.of())).isEmpty());
        assertThat(Setting.PORT.problemIn(Map.of("INTERMUTE_PORT", "0"))).isEmpty();
        assertThat(Setting.SOCKET.problemIn(Map.of("INTERMUTE_SOCKET", ""))).isEmpty();
        assertThat(Setting.HOST.problemIn(Map.of("INTERMUTE_HOST", " "))).isPresent();
    }

    @Test
    void an_argument_that_is_no_text_is_refused_and_not_changed() {
        assertThat(run("reserve", "caf\ufffd.txt", "--json")).isEqualTo(2);

        assertThat(err.toString()).contains("no text in UTF-8", "standard input");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"error\":\"usage\"");
    }

    @Test
    void a_result_that_cannot_be_written_is_told_and_exit_code_1() {
        assertThat(run(failing("No space left on device"), "help")).isEqualTo(1);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("intermute: standard output can't be written (No space left on device)")
                .contains("what it did is done");
    }

    @Test
    void bad_usage_stays_2_where_nothing_can_be_written() {
        assertThat(run(failing("No space left on device"), "register", "--json", "--bogus"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("what the command had to say is lost")
                .doesNotContain("is done");
    }

    @Test
    void a_reader_that_has_seen_enough_is_no_failure() {
        assertThat(run(failing("Broken pipe", 1), "help")).isZero();

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_reader_that_never_was_has_not_got_the_result() {
        assertThat(run(failing("Broken pipe"), "help")).isEqualTo(1);

        assertThat(err.toString()).contains("standard output can't be written (Broken pipe)");
    }

    private int run(String... args) {
        return run(out, args);
    }

    private int run(OutputStream to, String... args) {
        return new CommandLineTool(to, new PrintWriter(err, true), Surroundings.ofProcess()).run(args);
    }

    private static OutputStream failing(String reason) {
        return failing(reason, 0);
    }

    /** Takes so many texts, and none after that. */
    private static OutputStream failing(String reason, int taken) {
        return new OutputStream() {
            private int left = taken;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (left == 0) {
                    throw new IOException(reason);
                }
                left--;
            }
        };
    }
}
