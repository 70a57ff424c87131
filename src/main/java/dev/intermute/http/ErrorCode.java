package dev.intermute.http;

import java.util.Locale;

/**
 * The stable codes in the {@code error} field of every error answer, with the HTTP status that each travels with. A
 * code is never renamed: clients branch on it.
 */
public enum ErrorCode {
    INVALID_REQUEST(400),
    INVALID_JSON(400),
    INVALID_SESSION_ID(400, true),
    INVALID_PATTERN(400),
    PROJECT_REQUIRED(400),
    UNAUTHORIZED(401),
    PROJECT_FORBIDDEN(403),
    AGENT_MISMATCH(403),
    NOT_THE_OWNER(403),
    ORIGIN_FORBIDDEN(403),
    NOT_FOUND(404),
    AGENT_NOT_FOUND(404),
    MESSAGE_NOT_FOUND(404),
    NOT_A_RECIPIENT(404),
    RESERVATION_NOT_FOUND(404),
    RECORD_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    ACTIVE_SESSION_CONFLICT(409, true),
    NAME_TAKEN(409),
    ALREADY_EXISTS(409),
    RESERVATION_CONFLICT(409),
    RESERVATION_ENDED(409),
    VERSION_CONFLICT(409),
    CURSOR_EXPIRED(410),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RESERVATION_LIMIT(422),
    UPGRADE_REQUIRED(426),
    INTERNAL_ERROR(500),
    OVERLOADED(503),
    STORAGE_UNAVAILABLE(503);

    private final int status;
    private final boolean repeatedAsCode;

    ErrorCode(int status) {
        this(status, false);
    }

    ErrorCode(int status, boolean repeatedAsCode) {
        this.status = status;
        this.repeatedAsCode = repeatedAsCode;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** The code as it stands in the answer: lower case, with underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether older clients read this code from a second field, {@code code}, too. */
    boolean repeatedAsCode() {
        return repeatedAsCode;
    }

    /** Whether a client does well to try the same request again, after {@code Retry-After}. */
    boolean passing() {
        return status == 503;
    }
}
