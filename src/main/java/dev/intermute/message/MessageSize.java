package dev.intermute.message;

import java.util.List;

/** Estimates what a message weighs as JSON, so that a page can end before it grows too large. */
final class MessageSize {
    /** Names of fields, times and numbers. */
    private static final int FRAME = 350;

    private MessageSize() {}

    static long of(Message message) {
        return FRAME
                + of(message.id)
                + of(message.threadId)
                + of(message.from)
                + of(message.subject)
                + of(message.topic)
                + of(message.body)
                + of(message.to)
                + of(message.cc);
    }

    private static long of(List<String> texts) {
        return texts.stream().mapToLong(text -> of(text) + 3).sum();
    }

    /** The bytes of a text: UTF-8, and six for a control character, which JSON escapes. */
    private static long of(String text) {
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
