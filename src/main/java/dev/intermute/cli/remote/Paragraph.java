package dev.intermute.cli.remote;

import java.util.List;
import java.util.regex.Pattern;

/** Another agent's text of several lines, so that it can do nothing to a terminal but stand on it. */
final class Paragraph {
    private static final Pattern END_OF_LINE = Pattern.compile("\r\n|[\n\r\u000b\f\u0085\u2028\u2029]");
    /** What moves a terminal's cursor, turns its writing around or can't be seen. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\t]]+");

    private Paragraph() {}

    /**
     * The lines of a text, with its tabs, and without the empty ones at its end.
     *
     * @param indent what goes before each that isn't empty, so that none looks like a line of our own
     */
    static List<String> lines(String text, String indent) {
        String unified = END_OF_LINE.matcher(text).replaceAll("\n");
        return unified.stripTrailing()
                .lines()
                .map(line -> NO_TEXT.matcher(line).replaceAll(" ").stripTrailing())
                .map(line -> line.isEmpty() ? "" : indent + line)
                .toList();
    }
}
