package dev.intermute.agent;

/**
 * Hands to an agent what was meant for it before it registered, when it was a mere mailbox; implemented by the rooms that
 * keep such things beside mail.
 */
public interface Handover {
    /** An agent has registered under this name. Called inside its unit of work, at each registration. */
    void handOver(String project, String name, String agentId);
}
