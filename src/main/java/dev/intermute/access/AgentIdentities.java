package dev.intermute.access;

import java.util.Optional;

/**
 * What the decision on a caller needs to know of agents. Answered from memory: it is asked on event loops, and sees an
 * agent from the moment at which its registration was answered.
 */
public interface AgentIdentities {
    /** The project of the agent with this id; ids are unique over all projects. */
    Optional<String> projectOf(String agentId);

    /** The id of the agent of this project that has this id, else of the one that has this name. */
    Optional<String> find(String project, String reference);

    /** The id of the agent of this project whose token has this SHA-256 hash, in hex. */
    Optional<String> ownerOf(String project, String tokenHash);

    /** Notes a sign of life of an agent. */
    void alive(String project, String agentId);
}
