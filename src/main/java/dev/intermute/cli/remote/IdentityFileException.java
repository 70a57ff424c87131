package dev.intermute.cli.remote;

import java.nio.file.Path;

/** A file of {@code register} that can't be used. The message names the file and says what to do. */
final class IdentityFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    IdentityFileException(Path file, String problem) {
        super("the registration in " + file + " can't be used: " + problem);
    }

    IdentityFileException(Path file, String problem, Throwable cause) {
        super("the registration in " + file + " can't be used: " + problem, cause);
    }
}
