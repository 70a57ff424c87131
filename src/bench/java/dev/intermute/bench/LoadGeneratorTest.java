package dev.intermute.bench;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class LoadGeneratorTest {
    private final StringWriter err = new StringWriter();

    @Test
    void an_unknown_scenario_is_bad_usage() {
        assertThat(run("sned")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'sned'").contains("send").contains("fan-out");
    }

    @Test
    void several_servers_need_labels() {
        assertThat(run("--url", "http://127.0.0.1:1", "--url", "http://127.0.0.1:2"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--server");
    }

    @Test
    void numbers_that_make_no_sense_are_bad_usage() {
        assertThat(run("--connections", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--rate", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run("--messages", "10")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int run(String... arguments) {
        return LoadGenerator.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
