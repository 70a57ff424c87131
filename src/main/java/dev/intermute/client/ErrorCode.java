package dev.intermute.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a call failed: the stable codes of the service, and after them those of the SDK itself, for calls that got no answer that
 * can be used.
 */
public enum ErrorCode {
    /** A field or parameter is wrong; {@link IntermuteException#field()} says which. */
    INVALID_REQUEST,
    /** The body was no JSON. */
    INVALID_JSON,
    /** A session id must be a UUID. */
    INVALID_SESSION_ID,
    /** A pattern can't be read; {@link IntermuteException#position()} says from where on. */
    INVALID_PATTERN,
    /** With a key this call must name the project. */
    PROJECT_REQUIRED,
    /** The service wants a key, or doesn't know this one. */
    UNAUTHORIZED,
    /** The key is another project's. */
    PROJECT_FORBIDDEN,
    /** The token is missing, or another agent's. */
    AGENT_MISMATCH,
    /** The reservation is another agent's. */
    NOT_THE_OWNER,
    /** The caller is the page of another site. */
    ORIGIN_FORBIDDEN,
    /** There is no such route: is it the right address, and the right version of the service? */
    NOT_FOUND,
    /** Nobody has registered under this id or name. */
    AGENT_NOT_FOUND,
    /** There is no such message. */
    MESSAGE_NOT_FOUND,
    /** The agent isn't among the message's recipients. */
    NOT_A_RECIPIENT,
    /** There is no such reservation, or it was released. */
    RESERVATION_NOT_FOUND,
    /** There is no such work record. */
    RECORD_NOT_FOUND,
    /** The route has no such method. */
    METHOD_NOT_ALLOWED,
    /** The caller takes no JSON. */
    NOT_ACCEPTABLE,
    /** The session is an agent's that lives; only its token refreshes it. */
    ACTIVE_SESSION_CONFLICT,
    /** Another agent has the name; {@link IntermuteException#agentId()} says who. */
    NAME_TAKEN,
    /** The id is in use. */
    ALREADY_EXISTS,
    /** Others hold what overlaps; {@link IntermuteException#conflicts()} says who. */
    RESERVATION_CONFLICT,
    /** The reservation is over. */
    RESERVATION_ENDED,
    /** Somebody has changed the record; {@link IntermuteException#currentVersion()} is its version now. */
    VERSION_CONFLICT,
    /** The log doesn't reach back that far; {@link IntermuteException#oldestCursor()} is from where it does. */
    CURSOR_EXPIRED,
    /** The body is larger than the service takes. */
    PAYLOAD_TOO_LARGE,
    /** The body was of a wrong type. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The agent has as many reservations as it may. */
    RESERVATION_LIMIT,
    /** The route is a socket's. */
    UPGRADE_REQUIRED,
    /** The service failed; {@link IntermuteException#requestId()} is in its log, too. */
    INTERNAL_ERROR,
    /** The service has too much to do. Nothing was stored. */
    OVERLOADED,
    /** The service can't store now. Nothing was stored. */
    STORAGE_UNAVAILABLE,

    /** Nobody listens at the address. Nothing was sent. */
    UNREACHABLE,
    /** No answer came in time. What was asked may have been done. */
    TIMEOUT,
    /** The connection broke before the answer was there. What was asked may have been done. */
    CONNECTION_LOST,
    /** The thread was interrupted; its flag is set again. What was asked may have been done. */
    INTERRUPTED,
    /** The answer is none of this service: something else listens at the address, or stands before it. */
    UNINTELLIGIBLE,
    /** A code that this version of the SDK doesn't know; {@link IntermuteException#wireCode()} has it. */
    UNKNOWN;

    private static final Set<ErrorCode> OWN = EnumSet.range(UNREACHABLE, UNINTELLIGIBLE);
    private static final Map<String, ErrorCode> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::wire, Function.identity()));

    /** The code as it stands in an answer: lower case, with underscores. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What an answer says. None says what the SDK says of calls without one. */
    static ErrorCode ofWire(String text) {
        ErrorCode code = BY_WIRE.getOrDefault(text, UNKNOWN);
        return OWN.contains(code) ? UNKNOWN : code;
    }

    /** Whether the service has surely done nothing of what was asked. */
    boolean nothingDone() {
        return this == UNREACHABLE || this == OVERLOADED || this == STORAGE_UNAVAILABLE;
    }

    /** Whether the same call may well succeed a little later. */
    boolean passing() {
        return nothingDone() || this == TIMEOUT || this == CONNECTION_LOST;
    }
}
