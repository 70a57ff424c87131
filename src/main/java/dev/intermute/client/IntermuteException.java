package dev.intermute.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that failed: the only exception that the SDK throws for what happens on the wire. Branch on {@link #code()}; the
 * message is a sentence for people that says what to do. Retries that were safe have been made already. It can be serialised, and
 * says the same when it is read back.
 */
public final class IntermuteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String wireCode;
    private final int status;
    /** Its JSON; empty where there was no answer. As a text, for not every node is the same after Java's serialisation. */
    private final String body;
    /** {@code null} for none: an {@code Optional} can't be serialised. */
    private final Duration retryAfter;

    private final boolean afterDoubt;

    private IntermuteException(
            ErrorCode code,
            String wireCode,
            int status,
            String message,
            String body,
            Duration retryAfter,
            boolean afterDoubt,
            Throwable cause) {
        super(message, cause);
        this.code = code;
        this.wireCode = wireCode;
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
        this.afterDoubt = afterDoubt;
    }

    /** A call that got no answer that can be used. */
    static IntermuteException local(ErrorCode code, String message, Throwable cause) {
        return new IntermuteException(code, code.wire(), 0, message, "", null, false, cause);
    }

    /** An answer of somebody else than the service. */
    static IntermuteException foreign(ErrorCode code, int status, String message, Optional<Duration> retryAfter) {
        return new IntermuteException(code, code.wire(), status, message, "", retryAfter.orElse(null), false, null);
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
                body.toString(),
                retryAfter.orElse(null),
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
                new IntermuteException(code, wireCode, status, getMessage(), body, retryAfter, true, getCause());
        same.setStackTrace(getStackTrace());
        return same;
    }

    /**
     * Whether it may speak of what an earlier attempt of the same call did, whose answer was lost.
     *
     * @param doneBefore the code by which the service says that what the call is for has been done already
     */
    boolean mayBeOwnEcho(ErrorCode doneBefore) {
        return afterDoubt && code == doneBefore;
    }

    /** The stable code. */
    public ErrorCode code() {
        return code;
    }

    /** The code as the service wrote it, also one that this version of the SDK doesn't know. */
    public String wireCode() {
        return wireCode;
    }

    /** The HTTP status of an answer that says that the call failed; 0 where none came, and where one said that it is done. */
    public int status() {
        return status;
    }

    /** Who holds what stands in the way, for {@link ErrorCode#RESERVATION_CONFLICT}; else empty. */
    public List<Conflict> conflicts() {
        JsonNode conflicts = body().path("conflicts");
        return conflicts.isMissingNode() ? List.of() : Wire.list(conflicts, Conflict.class);
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
        return Optional.ofNullable(retryAfter);
    }

    /** The whole error body as it came; a missing node where there was no answer. */
    public JsonNode body() {
        try {
            return Wire.tree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("what was JSON is none any more", e);
        }
    }

    private Optional<String> text(String name) {
        return Optional.of(body().path(name).asText()).filter(text -> !text.isEmpty());
    }

    private OptionalLong number(String name) {
        JsonNode value = body().path(name);
        return value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
