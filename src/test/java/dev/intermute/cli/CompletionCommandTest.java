package dev.intermute.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import dev.intermute.cli.remote.Surroundings;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @Test
    void the_script_stands_alone_on_standard_output() {
        assertThat(run("completion")).isZero();

        assertThat(out.toString()).startsWith("#!/usr/bin/env bash\n").endsWith("\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_command_is_completed_from_its_first_letters() throws Exception {
        assertThat(bash().of("intermute he")).containsExactly("health", "help");
        assertThat(bash().of("intermute serv")).containsExactly("serve");
        assertThat(bash().of("intermute frob")).isEmpty();
    }

    @Test
    void all_commands_are_proposed_where_none_has_begun() throws Exception {
        List<String> names = CommandManual.program().getCommandSpec().subcommands().keySet().stream()
                .sorted()
                .toList();

        assertThat(bash().of("intermute ")).containsAll(names);
    }

    @Test
    void the_options_of_every_command_are_completed() throws Exception {
        BashCompletion bash = bash();
        for (CommandSpec command :
                CommandManual.commands(CommandManual.program().getCommandSpec())) {
            List<String> options = command.options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();

            assertThat(bash.of(command.qualifiedName() + " --"))
                    .as(command.qualifiedName())
                    .containsExactlyInAnyOrderElementsOf(options);
        }
    }

    /** Bash completes names of files where nothing is proposed, if it was told so and the script didn't take it back. */
    @Test
    void names_of_files_are_completed_where_a_value_stands() throws Exception {
        BashCompletion bash = bash();

        assertThat(bash.of("intermute serve --db ")).isEmpty();
        assertThat(bash.of("intermute serve --db x --po")).containsExactly("--port");
        assertThat(out.toString()).contains("-o default intermute ").doesNotContain("compopt +o");
    }

    @Test
    void its_help_says_how_to_switch_it_on() {
        assertThat(run("completion", "--help")).isZero();

        assertThat(out.toString()).contains("source <(intermute completion)", "~/.bashrc", "~/.zshrc");
    }

    private BashCompletion bash() throws IOException {
        out.reset();
        assertThat(run("completion")).isZero();
        return BashCompletion.of(out.toString(), folder);
    }

    private int run(String... args) {
        return new CommandLineTool(out, new PrintWriter(err, true), Surroundings.ofProcess()).run(args);
    }
}
