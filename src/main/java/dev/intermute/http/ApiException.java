package dev.intermute.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that can't be answered with success: what a room throws, and what {@link ErrorMappers} turns into the
 * answer. The message is a sentence for the caller that says what to do; it never holds SQL, a file path or anything of
 * another project. Thrown in the ordinary course of things, so it carries no stack trace.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    private ApiException(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    /** An error without details beyond its code and message. */
    public ApiException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** A validation error: {@code invalid_request} with the name of the field that is at fault. */
    public static ApiException invalid(String field, String message) {
        return new ApiException(ErrorCode.INVALID_REQUEST, message).with("field", field);
    }

    /** The same error with one more detail in its body; a {@code null} value adds none. */
    public ApiException with(String name, Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new ApiException(code, getMessage(), more);
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** What the body holds besides {@code error} and {@code message}, in order. */
    public Map<String, Object> details() {
        return details;
    }
}
