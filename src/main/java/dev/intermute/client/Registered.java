package dev.intermute.client;

/**
 * The answer to a registration.
 *
 * @param agentId the agent's id
 * @param sessionId its session
 * @param name the name that it got
 * @param token the secret that proves who it is; keep it, it can't be asked for again
 * @param cursor where to start reading its inbox: before its oldest unread message, else at the log's head
 * @param requestedName the name that it asked for, where it got another
 */
public record Registered(
        String agentId, String sessionId, String name, String token, long cursor, String requestedName) {
    /** What the service may leave out is empty; what it never leaves out must be there. */
    public Registered {
        agentId = Wire.present("agent_id", agentId);
        sessionId = Wire.text(sessionId);
        name = Wire.present("name", name);
        token = Wire.text(token);
        requestedName = Wire.text(requestedName);
    }

    /** Without the token: it is a secret. */
    @Override
    public String toString() {
        return "agent " + name + " (" + agentId + ")";
    }
}
