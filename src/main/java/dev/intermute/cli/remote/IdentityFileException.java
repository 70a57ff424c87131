package dev.intermute.cli.remote;

/** What {@code register} has kept can't be used; the message says which file it is and what to do. */
final class IdentityFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentityFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
