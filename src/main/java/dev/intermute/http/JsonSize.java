package dev.intermute.http;

/** Weighs what is about to be written as JSON, so that a page can end before it grows too large. */
public final class JsonSize {
    private JsonSize() {}

    /** The bytes of a text: UTF-8, and six for a control character, which JSON escapes; 0 for {@code null}. */
    public static long of(String text) {
        if (text == null) {
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                bytes += 6;
            } else if (c == '"' || c == '\\') {
                bytes += 2;
            } else if (c < 0x80) {
                bytes += 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }
}
