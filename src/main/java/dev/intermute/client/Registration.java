package dev.intermute.client;

import java.util.List;
import java.util.Map;

/**
 * What an agent says of itself when it registers. Immutable: each method gives another. What isn't said stays as it is where the
 * session is known already.
 */
public final class Registration {
    private final Fields fields;
    private final String token;

    private Registration(Fields fields, String token) {
        this.fields = fields;
        this.token = token;
    }

    /** A new agent, whose name the service makes up of two words. */
    public static Registration anonymous() {
        return new Registration(Fields.none(), "");
    }

    /** An agent of this name; it gets a number where another live agent has the name. */
    public static Registration named(String name) {
        return anonymous().with("name", name);
    }

    /** Fails with {@link ErrorCode#NAME_TAKEN} where another live agent has the name. */
    public Registration refuseTakenName() {
        return with("name_conflict", "refuse");
    }

    /**
     * Comes back as the agent of this session.
     *
     * @param sessionId of an earlier registration
     * @param currentToken what that gave, to prove it; empty for an agent that has long been silent
     */
    public Registration session(String sessionId, String currentToken) {
        return new Registration(fields.with("session_id", sessionId), currentToken);
    }

    /** What it can do, for others to find it by; 100 at most. */
    public Registration capabilities(String... words) {
        return with("capabilities", List.of(words));
    }

    /** What else it says of itself; 64 KiB at most. */
    public Registration metadata(Map<String, String> values) {
        return with("metadata", Map.copyOf(values));
    }

    /** Its own word for its state. */
    public Registration status(String word) {
        return with("status", word);
    }

    Fields fields() {
        return fields;
    }

    String token() {
        return token;
    }

    private Registration with(String name, Object value) {
        return new Registration(fields.with(name, value), token);
    }
}
