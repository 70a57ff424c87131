package dev.intermute.message;

import java.util.List;

import dev.intermute.http.JsonSize;

/** Estimates what a message weighs as JSON, so that a page can end before it grows too large. */
final class MessageSize {
    /** Names of fields, times and numbers. */
    private static final int FRAME = 350;

    private MessageSize() {}

    static long of(MessageView message) {
        return FRAME
                + JsonSize.of(message.id())
                + JsonSize.of(message.threadId())
                + JsonSize.of(message.from())
                + JsonSize.of(message.subject())
                + JsonSize.of(message.topic())
                + JsonSize.of(message.body())
                + of(message.to())
                + of(message.cc());
    }

    private static long of(List<String> texts) {
        return texts == null
                ? 0
                : texts.stream().mapToLong(text -> JsonSize.of(text) + 3).sum();
    }
}
