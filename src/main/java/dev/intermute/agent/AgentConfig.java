package dev.intermute.agent;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of agents. */
@ConfigMapping(prefix = "intermute")
public interface AgentConfig {
    /** When an agent counts as gone. */
    Liveness liveness();

    /** When an agent counts as gone. */
    interface Liveness {
        /** An agent that was seen this recently is {@code active}. */
        @WithDefault("60s")
        Duration activeFor();

        /** An agent that was silent for longer is {@code stale}: its session and its name may be taken over. */
        @WithDefault("5m")
        Duration staleAfter();

        /** How long a sign of life may stay in memory before it is written. */
        @WithDefault("5s")
        Duration flushInterval();
    }
}
