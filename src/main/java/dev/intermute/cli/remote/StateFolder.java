package dev.intermute.cli.remote;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a user's programs keep what should outlive them, but is nobody's work. */
final class StateFolder {
    private static final String OURS = "intermute";
    private static final String VARIABLE = "XDG_STATE_HOME";

    private final Map<String, String> environment;
    private final Path home;
    private final boolean windows;

    /**
     * @param home the user's; may be relative where the system doesn't know it
     * @param system the system's name as {@code os.name} has it
     */
    StateFolder(Map<String, String> environment, Path home, String system) {
        this.environment = environment;
        this.home = home;
        this.windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /**
     * Our folder in it. It needn't be there.
     *
     * @throws IllegalArgumentException if the user has no home, and no variable says where to go; the message says what to do
     */
    Path path() {
        return folder(VARIABLE).orElseGet(this::byDefault).resolve(OURS);
    }

    private Path byDefault() {
        if (!home.isAbsolute()) {
            throw new IllegalArgumentException(
                    "the user that runs intermute has no home folder; set the environment variable " + VARIABLE
                            + " to a folder of its own");
        }
        return windows
                ? folder("LOCALAPPDATA").orElseGet(() -> home.resolve("AppData").resolve("Local"))
                : home.resolve(".local").resolve("state");
    }

    /** What is relative is passed over, as the XDG base directory specification has it. */
    private Optional<Path> folder(String variable) {
        try {
            return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
