package dev.intermute.agent;

/**
 * The answer to a registration.
 *
 * @param agentId the agent's id
 * @param sessionId its session
 * @param name the name that it got
 * @param token its secret: who sends it as {@code X-Agent-Token} is this agent
 * @param cursor where to start reading its inbox
 * @param requestedName the name that it asked for, where it got another
 */
public record RegisterAnswer(
        String agentId, String sessionId, String name, String token, long cursor, String requestedName) {}
