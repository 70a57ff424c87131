package dev.intermute.cli;

import java.util.regex.Pattern;

/** How a failure looks on standard error: one line, whatever is in it. */
public final class OneLine {

    private static final String PREFIX = "intermute: ";
    /** Much more isn't read, and may be somebody else's words. */
    private static final int MAX_CHARACTERS = 2_000;
    /** What ends a line, moves a terminal's cursor or turns its writing around. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private OneLine() {}

    /** What standard error is given of a failure, without the end of the line. */
    public static String failure(String problem) {
        return PREFIX + of(problem);
    }

    /** A text as one line, without what moves a terminal's cursor; cut where it is very long. */
    public static String of(String text) {
        String line = NO_TEXT.matcher(text).replaceAll(" ").strip();
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }
}
