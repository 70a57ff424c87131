package dev.intermute.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of HTTP. */
@ConfigMapping(prefix = "intermute")
public interface HttpConfig {
    /** How long a stop waits for the requests that are in flight; an hour at most. */
    @WithDefault("5s")
    @DurationMin
    @DurationMax(hours = 1)
    Duration shutdownGrace();
}
