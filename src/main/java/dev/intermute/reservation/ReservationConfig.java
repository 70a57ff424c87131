package dev.intermute.reservation;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of file reservations. */
@ConfigMapping(prefix = "intermute")
public interface ReservationConfig {
    /** File reservations. */
    Reservation reservation();

    /** File reservations. */
    interface Reservation {
        /** How many active reservations an agent may have in its project: 1 to 10,000. */
        @WithDefault("100")
        @Min(1)
        @Max(10_000)
        int agentLimit();

        /** How often what is over is swept: 10 ms to 1 h. What is over blocks nobody, swept or not. */
        @WithDefault("60s")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration sweepInterval();

        /** How long an agent that has ever sent a heartbeat may be silent before it loses its reservations; at least 1 ms. */
        @WithDefault("5m")
        @DurationMin(millis = 1)
        Duration silence();

        /** How long the end that signs of life have moved may stay in memory before it is written: 1 ms to 10 s. */
        @WithDefault("5s")
        @DurationMin(millis = 1)
        @DurationMax(seconds = 10)
        Duration flushInterval();
    }
}
