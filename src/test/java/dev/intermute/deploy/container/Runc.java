package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.intermute.deploy.Tool;

/**
 * The commands of runc. What it knows of its containers isn't in the folder of the build, which may be deleted while one of
 * them still runs: each has in its name which process of tests it belongs to, and a later one deletes those that are left.
 */
final class Runc {
    private static final Path STATES = Path.of("/run/intermute-test");
    private static final Pattern NAME = Pattern.compile("intermute-test-(\\d+)-.+");

    private Runc() {}

    /** A name for a container of this process. */
    static String newName() {
        return "intermute-test-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    /** A command, to be run. */
    static List<String> words(String... command) {
        List<String> words = new ArrayList<>(List.of("runc", "--root", STATES.toString()));
        words.addAll(List.of(command));
        return words;
    }

    /** Ends and deletes the containers of processes that were killed before they could. */
    static void deleteWhatIsLeft() {
        try {
            Files.createDirectories(STATES);
            try (Stream<Path> states = Files.list(STATES)) {
                states.map(state -> state.getFileName().toString())
                        .filter(Runc::isLeft)
                        .forEach(name -> Tool.ask(words("delete", "--force", name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeft(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }
}
