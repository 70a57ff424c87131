package dev.intermute.cli.remote;

/**
 * How words stand out on a terminal; nowhere else.
 *
 * @param coloured whether they do
 */
record Style(boolean coloured) {
    private static final String RESET = "\u001b[0m";

    String bold(String text) {
        return in("\u001b[1m", text);
    }

    String dim(String text) {
        return in("\u001b[2m", text);
    }

    private String in(String begin, String text) {
        return coloured && !text.isEmpty() ? begin + text + RESET : text;
    }
}
