package dev.intermute.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of who gets in. */
@ConfigMapping(prefix = "intermute")
public interface AccessConfig {

    /** The keys file (YAML). Where there is none, the service writes one with a key for the project {@code dev}. */
    @WithDefault("intermute.keys.yaml")
    Path keysFile();

    /** How often the service looks whether the keys file has changed; from 10 ms to an hour. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration keysReload();

    /** The path of a Unix socket to listen on beside TCP, at most 106 bytes long; absent or blank for none. */
    Optional<String> socket();

    /** Settings of agents' tokens. */
    Auth auth();

    /** Settings of agents' tokens. */
    interface Auth {

        /** Whether every request that acts for an agent must carry that agent's token: {@code true} or {@code false}. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean requireAgentToken();
    }
}
