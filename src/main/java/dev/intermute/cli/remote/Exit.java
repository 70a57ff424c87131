package dev.intermute.cli.remote;

import dev.intermute.client.IntermuteException;

/** How a command ended, for scripts. The numbers are never changed. */
public enum Exit {
    /** What was asked for is done. */
    DONE(0),
    /** It failed for a reason that is none of the others. */
    FAILED(1),
    /** The command line, or what it asked for, is wrong. */
    USAGE(2),
    /** Others hold the files, have the name, or have changed the record; or the agent holds as much as it may. */
    CONFLICT(3),
    /** There is no such thing. */
    NOT_FOUND(4),
    /** The key or the token is wrong, or doesn't go that far. */
    DENIED(5),
    /** The service is away, or can't do it now; try again later. */
    UNAVAILABLE(6);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The exit code of the process. */
    public int code() {
        return code;
    }

    /** How a command ends whose call failed. */
    static Exit of(IntermuteException failure) {
        return switch (failure.code()) {
            case RESERVATION_CONFLICT,
                    RESERVATION_ENDED,
                    RESERVATION_LIMIT,
                    NAME_TAKEN,
                    ACTIVE_SESSION_CONFLICT,
                    ALREADY_EXISTS,
                    VERSION_CONFLICT -> CONFLICT;
            case AGENT_NOT_FOUND,
                    MESSAGE_NOT_FOUND,
                    NOT_A_RECIPIENT,
                    RESERVATION_NOT_FOUND,
                    RECORD_NOT_FOUND,
                    CURSOR_EXPIRED -> NOT_FOUND;
            case UNAUTHORIZED, PROJECT_FORBIDDEN, AGENT_MISMATCH, NOT_THE_OWNER, ORIGIN_FORBIDDEN -> DENIED;
            case INVALID_REQUEST, INVALID_PATTERN, INVALID_SESSION_ID, PROJECT_REQUIRED, PAYLOAD_TOO_LARGE -> USAGE;
            case UNREACHABLE, TIMEOUT, CONNECTION_LOST, UNINTELLIGIBLE, OVERLOADED, STORAGE_UNAVAILABLE -> UNAVAILABLE;
            default -> FAILED;
        };
    }
}
