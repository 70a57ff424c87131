package dev.intermute.agent;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import dev.intermute.http.ApiException;

/** What an agent says of itself, key by key, within its bound. */
final class Metadata {
    /** The largest metadata, in bytes of its keys and values as UTF-8. */
    static final int MAX_BYTES = 64 * 1024;
    /** The same for people to read. */
    static final int MAX_KIB = MAX_BYTES / 1024;

    private Metadata() {}

    /**
     * The metadata after a change: given keys replace, a {@code null} value removes its key.
     *
     * @throws ApiException {@code invalid_request} if the result is too large
     */
    static Map<String, String> merge(Map<String, String> old, Map<String, String> changes) {
        Map<String, String> merged = new HashMap<>(old);
        changes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        long bytes = merged.entrySet().stream()
                .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
                .sum();
        if (bytes > MAX_BYTES) {
            throw ApiException.invalid(
                    "metadata", "The agent's metadata would be larger than " + MAX_BYTES + " bytes; remove keys.");
        }
        return merged;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
