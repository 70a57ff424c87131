package dev.intermute.access;

import java.nio.file.Path;

/** The keys file cannot be used. The message is one line that names the file, says what is wrong and what to do, and never holds a key. */
public final class KeysFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysFileException(Path file, String problem) {
        super("keys file " + file + ": " + problem);
    }

    KeysFileException(Path file, int line, String problem) {
        super("keys file " + file + ", line " + line + ": " + problem);
    }
}
