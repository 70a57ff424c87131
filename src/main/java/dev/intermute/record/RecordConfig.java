package dev.intermute.record;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of work records. */
@ConfigMapping(prefix = "intermute")
public interface RecordConfig {
    /** Work records. */
    Record record();

    /** Work records. */
    interface Record {
        /** How often tasks are given back whose claim is over: 10 ms to 1 h. Whoever claims finds them at once. */
        @WithDefault("1s")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration sweepInterval();

        /** How long the end that signs of life have moved may stay in memory before it is written: 1 ms to 10 s. */
        @WithDefault("5s")
        @DurationMin(millis = 1)
        @DurationMax(seconds = 10)
        Duration flushInterval();
    }
}
