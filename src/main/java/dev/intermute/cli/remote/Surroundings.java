package dev.intermute.cli.remote;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command is run.
 *
 * @param environment the variables
 * @param folder the working folder
 * @param home the user's home folder
 * @param in standard input
 */
public record Surroundings(Map<String, String> environment, Path folder, Path home, InputStream in) {
    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Path.of("").toAbsolutePath(), home(System.getenv("HOME")), System.in);
    }

    /** As a shell has it: HOME, and only without that what the system knows of the user. */
    static Path home(String variable) {
        return Optional.ofNullable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home")));
    }
}
