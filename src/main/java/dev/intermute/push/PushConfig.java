package dev.intermute.push;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of live delivery. */
@ConfigMapping(prefix = "intermute")
public interface PushConfig {
    /** Settings of live delivery. */
    Push push();

    /** Settings of live delivery. */
    interface Push {
        /** How many frames may wait for one socket; one more closes it with 1013. */
        @WithDefault("1000")
        @Min(1)
        @Max(1_000_000)
        int queueFrames();

        /** How many bytes of frames may wait for one socket; more close it with 1013. */
        @WithDefault("8000000")
        @Min(1024)
        @Max(1_000_000_000)
        long queueBytes();

        /** How many sockets may be open at once; one more is answered 503 {@code overloaded}. */
        @WithDefault("20000")
        @Min(1)
        @Max(1_000_000)
        int maxSockets();

        /** How often a socket is pinged; from 10 ms to an hour. */
        @WithDefault("20s")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration pingInterval();

        /** How long a socket may be silent, and how long it may take nothing, before it is closed; 10 ms to a day. */
        @WithDefault("60s")
        @DurationMin(millis = 10)
        @DurationMax(days = 1)
        Duration silence();
    }
}
