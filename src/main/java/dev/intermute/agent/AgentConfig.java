package dev.intermute.agent;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of agents. */
@ConfigMapping(prefix = "intermute")
public interface AgentConfig {
    /** When an agent counts as gone. */
    Liveness liveness();

    /** When an agent counts as gone. */
    interface Liveness {
        /** An agent that was seen this recently is {@code active}; at least 1 ms. */
        @WithDefault("60s")
        @DurationMin(millis = 1)
        Duration activeFor();

        /** An agent that was silent for longer is {@code stale}: its session and its name may be taken over; at least 1 ms. */
        @WithDefault("5m")
        @DurationMin(millis = 1)
        Duration staleAfter();

        /** How long a sign of life may stay in memory before it is written: 1 ms to 10 s. */
        @WithDefault("5s")
        @DurationMin(millis = 1)
        @DurationMax(seconds = 10)
        Duration flushInterval();
    }
}
