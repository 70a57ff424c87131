package dev.intermute.access;

/**
 * A text that names an agent, resolved in a project.
 *
 * @param written the text as the client wrote it
 * @param mailbox the agent's id, or the text itself where nobody is registered under it
 * @param registered whether an agent stands behind it
 */
public record Address(String written, String mailbox, boolean registered) {}
