package dev.intermute.cli.remote;

/** Somebody else registers in the same working tree, for longer than one waits. */
final class BusyTreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyTreeException(Throwable cause) {
        super("another 'intermute register' runs in this working tree; try again when it has ended", cause);
    }
}
