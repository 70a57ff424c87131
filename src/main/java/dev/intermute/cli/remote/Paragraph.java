package dev.intermute.cli.remote;

import java.util.regex.Pattern;

/** A text of somebody else's: its lines and tabs stay, and all else goes that a terminal would obey. */
final class Paragraph {
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private Paragraph() {}

    static String of(String text) {
        return OBEYED.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }
}
