package dev.intermute.agent;

import java.time.Instant;

/** Hears of each sign of life as it comes. */
public interface LifeListener {
    /** An agent has given a sign of life. Called on any thread, event loops too: it must neither block nor take long. */
    void alive(String project, String agentId, Instant time);
}
