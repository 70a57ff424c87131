package dev.intermute.reservation.pattern;

/** A text is no pattern. The message is a sentence that tells what to do about it. */
public final class InvalidPatternException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    InvalidPatternException(String message, int position) {
        super(message);
        this.position = position;
    }

    /** Where the first offending character stands, in code points (not in Java's {@code char}s), from 0. */
    public int position() {
        return position;
    }
}
