package dev.intermute.store;

import java.time.Instant;
import java.time.InstantSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;

/** What others may know of the writer's circuit: whether writes are refused, and since when they are not. */
@ApplicationScoped
public class WriterCircuit {
    private final CircuitBreakerMaintenance maintenance;
    private final InstantSource clock;

    private volatile boolean open;
    private volatile boolean failing;
    private volatile Instant writableSince;

    WriterCircuit(CircuitBreakerMaintenance maintenance, InstantSource clock) {
        this.maintenance = maintenance;
        this.clock = clock;
        this.writableSince = clock.instant();
    }

    /** Whether writes are refused without an attempt. */
    public boolean isOpen() {
        return open;
    }

    /**
     * The start of the service, or the end of the last time in which it could not store: whoever is judged by his
     * silence is judged from here on, for it may have been ours.
     */
    public Instant writableSince() {
        return failing ? clock.instant() : writableSince;
    }

    /** {@code closed}, {@code half_open} or {@code open}. */
    public String state() {
        return maintenance.currentState(BatchCommitter.CIRCUIT).name().toLowerCase(java.util.Locale.ROOT);
    }

    void watch() {
        writableSince = clock.instant();
        maintenance.onStateChange(BatchCommitter.CIRCUIT, state -> {
            open = state != CircuitBreakerState.CLOSED;
            Log.infof("The writer's circuit is %s", state);
        });
    }

    void failed() {
        failing = true;
    }

    void succeeded() {
        if (failing) {
            writableSince = clock.instant();
            failing = false;
        }
    }
}
