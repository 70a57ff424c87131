package dev.intermute.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.store.WriterCircuit;

/**
 * Judges agents by their silence. It counts from the latest of the last sign of life, the start of the service, and the
 * end of a time in which the service could not store: nobody is called stale because we weren't listening.
 */
@ApplicationScoped
public class Liveness {
    private final AgentConfig.Liveness config;
    private final WriterCircuit storage;
    private final InstantSource clock;

    Liveness(AgentConfig config, WriterCircuit storage, InstantSource clock) {
        this.config = config.liveness();
        this.storage = storage;
        this.clock = clock;
    }

    /** How an agent that was last seen at this time does now. */
    State of(Instant lastSeen) {
        return of(lastSeen, clock.instant());
    }

    /** How it does at the time of a batch: all its units judge by one time. */
    State of(Instant lastSeen, Instant now) {
        if (isSilent(lastSeen, now, config.staleAfter())) {
            return State.STALE;
        }
        return isWithin(lastSeen, now, config.activeFor()) ? State.ACTIVE : State.IDLE;
    }

    /** Whether an agent that was last seen then has been silent for longer than this. */
    boolean isSilent(Instant lastSeen, Instant now, Duration silence) {
        return !isWithin(heard(lastSeen), now, silence);
    }

    private Instant heard(Instant lastSeen) {
        Instant listening = storage.writableSince();
        return lastSeen.isAfter(listening) ? lastSeen : listening;
    }

    private static boolean isWithin(Instant since, Instant now, Duration length) {
        return Duration.between(since, now).compareTo(length) <= 0;
    }

    /** How an agent does. */
    @Schema(name = "Liveness")
    public enum State {
        ACTIVE("active"),
        IDLE("idle"),
        STALE("stale");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        /** As clients see it. */
        @JsonValue
        public String wire() {
            return wire;
        }
    }
}
