package dev.intermute.cli;

/** How a failure looks on standard error: one line, whatever is in it. */
final class OneLine {

    private static final String PREFIX = "intermute: ";

    private OneLine() {}

    static String failure(String problem) {
        return PREFIX + of(problem);
    }

    static String of(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
