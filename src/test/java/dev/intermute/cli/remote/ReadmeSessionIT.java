package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what the README shows of two shells, line by line, and compares what the commands print. */
class ReadmeSessionIT {
    private static final Pattern SESSION = Pattern.compile("```shell-session\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STEP =
            Pattern.compile("^(\\w+)\\$ ([^\n]*)\n(.*?)(?=^\\w+\\$ |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @Test
    void the_session_is_what_the_commands_print() throws IOException {
        List<String> shown = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        Path folder = PackagedServer.freshFolder();
        Map<String, Shell> shells = new LinkedHashMap<>();
        int code = 0;
        try (PackagedServer server = PackagedServer.start(folder)) {
            String url = server.url();
            Matcher step = STEP.matcher(session());
            while (step.find()) {
                Shell shell = shells.computeIfAbsent(
                        step.group(1),
                        name -> new Shell(true, folder.resolve(name), folder.resolve("state"), url, "")
                                .set("INTERMUTE_PROJECT", null));
                shown.add(step.group(2) + "\n" + stable(step.group(3)));
                if (step.group(2).equals("echo $?")) {
                    printed.add(step.group(2) + "\n" + code);
                    continue;
                }
                List<String> words = words(step.group(2));
                assertThat(words.get(0)).isEqualTo("intermute");
                Shell.Result result = shell.run(words.subList(1, words.size()).toArray(String[]::new));
                code = result.code();
                printed.add(step.group(2) + "\n" + stable(result.out() + result.err()));
            }
        }

        assertThat(shells).containsOnlyKeys("ada", "bob");
        assertThat(printed).isEqualTo(shown);
    }

    private static String session() throws IOException {
        Matcher session = SESSION.matcher(Files.readString(Path.of("README.md")));
        assertThat(session.find()).isTrue();
        return session.group(1);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /** Without what differs from run to run, and without the room that this takes in a column. */
    private static String stable(String text) {
        return text.strip()
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<id>")
                .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d", "<time>")
                .replaceAll("\\bnow {2}|\\d+ s ago", "<ago>  ")
                .replaceAll(
                        "kept in \\S+(/intermute/identities/\\w+-)[0-9a-f]{32}(/demo-[0-9a-f]{32}[.]json)",
                        "kept in …$1<tree>$2")
                .replaceAll(" {2,}", "  ");
    }
}
