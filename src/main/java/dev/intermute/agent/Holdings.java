package dev.intermute.agent;

import java.time.Instant;

/** What registration needs of reservations; the room that keeps them implements it. Called inside units of work. */
public interface Holdings {
    /** Whether an agent holds a reservation that is active at this time. */
    boolean holdsAny(String project, String agentId, Instant now);
}
