package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;

/** Where programs keep what a user needn't see: as the XDG Base Directory Specification has it. */
final class StateFolder {
    private static final String PROGRAM = "intermute";

    private StateFolder() {}

    /** Ours; it may not be there yet. */
    static Path of(Map<String, String> environment, Path home) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The specification says that a relative one is to be ignored.
        Path parent = Path.of(state).isAbsolute()
                ? Path.of(state)
                : home.resolve(".local").resolve("state");
        return parent.resolve(PROGRAM);
    }
}
