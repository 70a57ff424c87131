package dev.intermute.client;

import java.util.regex.Pattern;

/** What may stand in a header as the JDK's HTTP client sends it: it makes question marks of what isn't ASCII. */
final class HeaderText {
    private static final Pattern SAFE = Pattern.compile("[!-~]+( +[!-~]+)*");

    private HeaderText() {}

    static boolean isSafe(String text) {
        return SAFE.matcher(text).matches();
    }

    /**
     * A text that goes into a header.
     *
     * @param what it is, for the message; the text itself may be a secret
     * @throws IllegalArgumentException if it can't stand there
     */
    static String checked(String what, String text) {
        if (!isSafe(text)) {
            throw new IllegalArgumentException("a " + what
                    + " is printable ASCII, without a blank or a line break before or after it; this one isn't");
        }
        return text;
    }
}
