package dev.intermute.http;

/**
 * A reason not to start that the operator can do something about: the message is one line that says what is wrong and
 * what to do, and all that is printed of it. (Quarkus has {@code PreventFurtherStepsException} for this, but takes a bare
 * one for a wish to wait.)
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the line that is printed. */
    public StartRefused(String message) {
        super(message);
    }
}
