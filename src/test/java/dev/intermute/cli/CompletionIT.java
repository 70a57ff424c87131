package dev.intermute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program knows its commands as the tests do: a binary might have lost what it looks up by name. */
class CompletionIT {
    @TempDir
    private Path folder;

    @Test
    void the_packaged_program_prints_the_whole_script_and_bash_completes_with_it() throws Exception {
        Path work = Files.createDirectory(folder.resolve("w"));
        String script;
        try (ServerUnderTest process = ServerUnderTest.start(work, Map.of(), "completion")) {
            assertThat(process.exitCode()).isZero();
            assertThat(process.err()).isEmpty();
            script = process.out();
        }

        assertThat(words(script)).isEqualTo(words(CompletionCommand.script(CommandManual.program())));
        assertThat(BashCompletion.of(script, folder).of("intermute he")).containsExactly("health", "help");
    }

    /** In whatever order: Java promises none for the options of a command. */
    private static List<String> words(String script) {
        return Stream.of(script.split("[\\s'\"]+")).sorted().toList();
    }
}
