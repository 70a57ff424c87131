package dev.intermute.http;

import java.util.Optional;

/** The rules for text that comes from outside. */
public final class Text {
    /** The longest id, name, mailbox, thread id, topic or subject, in characters (code points). */
    public static final int MAX_CHARACTERS = 1024;

    /** What Go's encoder writes for a time that was never set. */
    private static final String ZERO_TIME = "0001-01-01T00:00:00Z";

    private Text() {}

    /** What makes a text unfit to be stored or compared, or nothing: U+0000, or one half of a surrogate pair. */
    public static Optional<String> flaw(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("must not hold the character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return Optional.of("must not hold half a surrogate pair");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /**
     * The same text, or nothing where a named field counts as absent: {@code null}, empty, white space only, or the zero
     * time.
     */
    public static Optional<String> given(String text) {
        return text == null || isAbsent(text) ? Optional.empty() : Optional.of(text);
    }

    /**
     * A parameter that is true or false.
     *
     * @throws ApiException {@code invalid_request} if it is neither
     */
    public static boolean isTrue(String name, String text, boolean whenAbsent) {
        String value = given(text).map(String::strip).orElse(Boolean.toString(whenAbsent));
        if (!value.equals("true") && !value.equals("false")) {
            throw ApiException.invalid(name, "Parameter " + name + " must be true or false.");
        }
        return value.equals("true");
    }

    static boolean isAbsent(String text) {
        return text.isBlank() || text.strip().equals(ZERO_TIME);
    }

    /**
     * Refuses a text of more than {@link #MAX_CHARACTERS}; {@code null} passes.
     *
     * @throws ApiException {@code invalid_request} with the field
     */
    public static void checkLength(String field, String text) {
        checkLength(field, text, MAX_CHARACTERS);
    }

    /**
     * Refuses a text of more characters than this; {@code null} passes.
     *
     * @throws ApiException {@code invalid_request} with the field
     */
    public static void checkLength(String field, String text, int most) {
        if (text != null && text.length() > most && text.codePointCount(0, text.length()) > most) {
            throw ApiException.invalid(field, "Field " + field + " is longer than " + most + " characters.");
        }
    }

    /**
     * Refuses an id, name, mailbox, thread or topic that is too long, and one that no path can hold: {@code .} and
     * {@code ..} are steps in a path, percent-encoded too (RFC 3986, section 6.2.2); {@code null} passes.
     *
     * @throws ApiException {@code invalid_request} with the field
     */
    public static void checkName(String field, String text) {
        checkLength(field, text);
        if (".".equals(text) || "..".equals(text)) {
            throw ApiException.invalid(field, "Field " + field + " must not be . or .., which no path can hold.");
        }
    }
}
