package dev.intermute.client;

import java.nio.charset.StandardCharsets;

/** What the service says, as JSON again: for programs that hand on what they got. */
public final class Json {
    private Json() {}

    /**
     * A record of this package, or a list or map of them, in one line; fields are named as on the wire. A text that has no
     * value is empty, and a list too; other fields that have none are left out.
     *
     * @throws IllegalArgumentException if it is nothing that can be written
     */
    public static String of(Object value) {
        return new String(Wire.bytes(value), StandardCharsets.UTF_8);
    }
}
