package dev.intermute.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A call that failed: the only exception that the SDK throws for what happens on the wire. Branch on {@link #code()}; the
 * message is a sentence for people that says what to do. Retries that were safe have been made already.
 */
public final class IntermuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String wireCode;
    private final int status;
    private final transient JsonNode details;
    private final transient Optional<Duration> retryAfter;
    private final boolean afterDoubt;

    private IntermuteException(
            ErrorCode code,
            String wireCode,
            int status,
            String message,
            JsonNode details,
            Optional<Duration> retryAfter,
            boolean afterDoubt,
            Throwable cause) {
        super(message, cause);
        this.code = code;
        this.wireCode = wireCode;
        this.status = status;
        this.details = details;
        this.retryAfter = retryAfter;
        this.afterDoubt = afterDoubt;
    }

    /** A call that got no answer that can be used. */
    static IntermuteException local(ErrorCode code, String message, Throwable cause) {
        return new IntermuteException(
                code, code.wire(), 0, message, MissingNode.getInstance(), Optional.empty(), false, cause);
    }

    /**
     * An error answer of the service.
     *
     * @throws IllegalArgumentException if its details aren't of the kind that the service sends
     * @throws java.time.DateTimeException the same, of a time
     */
    static IntermuteException answered(int status, JsonNode body, Optional<Duration> retryAfter) {
        String wireCode = body.path("error").asText();
        IntermuteException answered = new IntermuteException(
                ErrorCode.ofWire(wireCode),
                wireCode,
                status,
                body.path("message").asText(wireCode),
                body,
                retryAfter,
                false,
                null);
        // Now, where what can't be read is told as such, and not when somebody asks.
        answered.conflicts();
        answered.lastSeen();
        return answered;
    }

    /** The same, of a call that had been made before without an answer, so that it may speak of what that did. */
    IntermuteException afterDoubt() {
        IntermuteException same =
                new IntermuteException(code, wireCode, status, getMessage(), details, retryAfter, true, getCause());
        same.setStackTrace(getStackTrace());
        return same;
    }

    /** Whether it may speak of what an earlier attempt of the same call did. */
    boolean mayBeOwnEcho() {
        return afterDoubt;
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** The code as the service wrote it, also one that this version of the SDK doesn't know. */
    public String wireCode() {
        return wireCode;
    }

    /** The HTTP status of the answer; 0 where none came. */
    public int status() {
        return status;
    }

    /** Who holds what stands in the way, for {@link ErrorCode#RESERVATION_CONFLICT}; else empty. */
    public List<Conflict> conflicts() {
        return details.has("conflicts") ? Wire.list(details.path("conflicts"), Conflict.class) : List.of();
    }

    /** The field or parameter that is wrong, where the service says so. */
    public Optional<String> field() {
        return text("field");
    }

    /** Where in a pattern the trouble begins, in characters from 0, for {@link ErrorCode#INVALID_PATTERN}. */
    public OptionalLong position() {
        return number("position");
    }

    /** The version that the record has now, for {@link ErrorCode#VERSION_CONFLICT}. */
    public OptionalLong currentVersion() {
        return number("current_version");
    }

    /** From where the log can be read, for {@link ErrorCode#CURSOR_EXPIRED}. */
    public OptionalLong oldestCursor() {
        return number("oldest_cursor");
    }

    /** The agent that has the name or the session, for {@link ErrorCode#NAME_TAKEN} and its like. */
    public Optional<String> agentId() {
        return text("agent_id");
    }

    /** When that agent was seen last. */
    public Optional<Instant> lastSeen() {
        return text("last_seen").map(Instant::parse);
    }

    /** What to look for in the service's log, for {@link ErrorCode#INTERNAL_ERROR}. */
    public Optional<String> requestId() {
        return text("request_id");
    }

    /** When the service asks to be called again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The whole error body as it came; a missing node where there was no answer. */
    public JsonNode body() {
        return details;
    }

    private Optional<String> text(String name) {
        return Optional.of(details.path(name).asText()).filter(text -> !text.isEmpty());
    }

    private OptionalLong number(String name) {
        JsonNode value = details.path(name);
        return value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
