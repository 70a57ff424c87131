package dev.intermute.client;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * An answer that says success. What says anything else is an exception, and so is what the service wouldn't have said: a proxy or
 * another program may have answered.
 *
 * @param body as it came
 * @param next where the list goes on, as {@code X-Next-Cursor} says
 */
record Answer(int status, byte[] body, Optional<String> next) {
    private static final int OK_FROM = 200;
    private static final int OK_BELOW = 300;
    private static final int NO_CONTENT = 204;
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
    /** What a proxy says of a service that it can't reach, or that didn't answer it: it may be back soon. */
    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    /**
     * Reads what came.
     *
     * @throws IntermuteException if it doesn't say success
     */
    static Answer of(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= OK_FROM && status < OK_BELOW) {
            return new Answer(status, response.body(), response.headers().firstValue("X-Next-Cursor"));
        }
        throw error(status, response.headers(), response.body());
    }

    <T> T as(Class<T> type) {
        try {
            return Wire.read(body, type);
        } catch (IOException e) {
            throw unintelligible("a body that is no " + type.getSimpleName(), e);
        }
    }

    /**
     * A list.
     *
     * @param field where the answer has it; empty where the answer is the list
     */
    <T> List<T> list(String field, Class<T> type) {
        JsonNode tree = tree();
        try {
            return Wire.list(field.isEmpty() ? tree : tree.path(field), type);
        } catch (IllegalArgumentException e) {
            throw unintelligible("a body that is no list of " + type.getSimpleName(), e);
        }
    }

    /** What stands in a field that the service never leaves out. */
    JsonNode expect(String field) {
        JsonNode value = tree().path(field);
        if (!value.isValueNode()) {
            throw unintelligible("a body without " + field, null);
        }
        return value;
    }

    /** Whether there is nothing in it, as the service says of a delete, and of a claim that found no task. */
    boolean isEmpty() {
        return status == NO_CONTENT;
    }

    JsonNode tree() {
        try {
            return Wire.tree(body);
        } catch (IOException e) {
            throw unintelligible("a body that isn't JSON", e);
        }
    }

    /** What an answer says that doesn't say success. */
    static IntermuteException error(int status, HttpHeaders headers, byte[] bytes) {
        JsonNode body = errorBody(bytes);
        if (!CODE.matcher(body.path("error").asText()).matches()) {
            return GATEWAY.contains(status) ? gateway(status, headers) : foreign(status, " without a code", headers);
        }
        if (body.path("error").asText().equals(ErrorCode.UNREACHABLE.wire())) {
            // Of the relay to a Unix socket.
            return IntermuteException.local(
                    ErrorCode.UNREACHABLE, body.path("message").asText(), null);
        }
        try {
            return IntermuteException.answered(status, body, retryAfter(headers));
        } catch (IllegalArgumentException | DateTimeException e) {
            return foreign(status, " with details of another kind", headers);
        }
    }

    private static IntermuteException gateway(int status, HttpHeaders headers) {
        String message = "what stands before the service answered with HTTP status " + status;
        return IntermuteException.foreign(ErrorCode.CONNECTION_LOST, status, message, retryAfter(headers));
    }

    private static IntermuteException foreign(int status, String how, HttpHeaders headers) {
        String message = strange("HTTP status " + status + how);
        return IntermuteException.foreign(ErrorCode.UNINTELLIGIBLE, status, message, retryAfter(headers));
    }

    /** What the service says on a socket of what it was sent there. */
    static IntermuteException refusal(JsonNode frame) {
        try {
            return IntermuteException.answered(0, frame, Optional.empty());
        } catch (IllegalArgumentException | DateTimeException e) {
            return unintelligible("a refusal with details of another kind", e);
        }
    }

    private static JsonNode errorBody(byte[] body) {
        try {
            return Wire.tree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whole seconds, as this service writes it, or a date, as a proxy may (RFC 9110, section 10.2.3). */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .flatMap(text ->
                        text.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : until(text));
    }

    private static Optional<Duration> until(String date) {
        try {
            Duration left = Duration.between(Instant.now(), DATE.parse(date, Instant::from));
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static IntermuteException unintelligible(String what, Throwable cause) {
        return IntermuteException.local(ErrorCode.UNINTELLIGIBLE, strange(what), cause);
    }

    private static String strange(String what) {
        return "the answer was " + what + ", which this service doesn't send; is it the right address?";
    }
}
