package dev.intermute.cli.remote;

/**
 * How a text stands out on a terminal that has colours. The text itself must be clean: what is foreign goes through
 * {@link dev.intermute.cli.OneLine} or {@link Paragraph} first.
 *
 * @param colours whether there are any; else every text stays as it is
 */
record Style(boolean colours) {
    private static final String ESCAPE = "\u001b[";
    private static final int BOLD = 1;
    private static final int DIM = 2;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    String bold(String text) {
        return with(BOLD, text);
    }

    String dim(String text) {
        return with(DIM, text);
    }

    String red(String text) {
        return with(RED, text);
    }

    String green(String text) {
        return with(GREEN, text);
    }

    String yellow(String text) {
        return with(YELLOW, text);
    }

    private String with(int code, String text) {
        return colours && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
