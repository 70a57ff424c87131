package dev.intermute.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.intermute.client.Json;

/** What scripts are told of a failure on standard output. */
public final class ErrorJson {
    private ErrorJson() {}

    /**
     * The object, in one line.
     *
     * @param code for scripts to branch on; never changed
     * @param message for people
     */
    public static String of(String code, String message) {
        return of(code, message, Map.of());
    }

    /**
     * The object, in one line.
     *
     * @param details further fields, after the two that are always there, which they can't change
     */
    public static String of(String code, String message, Map<String, ?> details) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", code);
        error.put("message", message);
        details.forEach(error::putIfAbsent);
        return Json.of(error);
    }
}
