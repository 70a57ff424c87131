package dev.intermute.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What bash proposes with a completion script: it is given the words up to the cursor, as on the tab key.
 *
 * @param script the file that bash reads
 */
record BashCompletion(Path script) {
    /** Asks bash which function completes the command, and calls it as bash itself does. */
    private static final String PRESS_TAB = """
            source "$1" || exit
            shift
            complete=$(complete -p intermute) || exit
            function=${complete#* -F }
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            "${function%% *}" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    private static final int PATIENCE_SECONDS = 60;

    /** Keeps a script in a folder for bash to read. */
    static BashCompletion of(String script, Path folder) throws IOException {
        return new BashCompletion(Files.writeString(folder.resolve("completion"), script));
    }

    /**
     * The proposals for a line that ends at the cursor, in the order of the alphabet.
     *
     * @param line such as {@code intermute he}; with a space at its end a new word begins there
     * @throws AssertionError if this machine has no bash, or bash complains
     */
    List<String> of(String line) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", "--noprofile", "--norc", "-c", PRESS_TAB, "bash", script.toString()));
        command.addAll(List.of(line.split(" ", -1)));
        Process bash = start(command);
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("bash ends")
                .isTrue();
        assertThat(bash.exitValue()).as(said).isZero();
        return said.lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("this test wants bash on the PATH: install it", e);
        }
    }
}
