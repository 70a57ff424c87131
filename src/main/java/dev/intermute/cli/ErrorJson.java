package dev.intermute.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.intermute.client.Json;

/** What scripts are told on standard output of a failure that no answer of the service tells. */
public final class ErrorJson {
    private ErrorJson() {}

    /**
     * The object, in one line.
     *
     * @param code for scripts to branch on; never changed
     * @param message for people
     */
    public static String of(String code, String message) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("error", code);
        error.put("message", message);
        return Json.of(error);
    }
}
