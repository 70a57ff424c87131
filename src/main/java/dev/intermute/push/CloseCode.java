package dev.intermute.push;

/** Why the service closes a socket (RFC 6455, section 7.4, and the IANA registry of close codes). */
enum CloseCode {
    /** The service stops. */
    GOING_AWAY(1001),
    /** The key with which the socket was opened is good no more, or the client breaks the rules. */
    POLICY(1008),
    /** Something failed that nobody foresaw. */
    INTERNAL_ERROR(1011),
    /** The client takes its frames too slowly; it may come back. */
    TRY_AGAIN_LATER(1013);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
