package dev.intermute.push;

/** Why the service closes a socket (RFC 6455, section 7.4, and the IANA registry of close codes). */
enum CloseCode {
    GOING_AWAY(1001, "The service stops."),
    POLICY(1008, "The key with which the socket was opened is good no more, or the client breaks the rules."),
    INTERNAL_ERROR(1011, "Something failed that nobody foresaw."),
    TRY_AGAIN_LATER(1013, "The client takes its frames too slowly; it may come back.");

    private final int code;
    private final String meaning;

    CloseCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** Why, for people to read. */
    String meaning() {
        return meaning;
    }
}
