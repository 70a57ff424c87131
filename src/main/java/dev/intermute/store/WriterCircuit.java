package dev.intermute.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import org.sqlite.SQLiteErrorCode;

/** What others may know of the writer's circuit: whether writes are refused, and since when they are not. */
@ApplicationScoped
public class WriterCircuit {
    private final CircuitBreakerMaintenance maintenance;
    private final InstantSource clock;

    private volatile boolean open;
    private volatile boolean failing;
    private volatile String lastWrite = "ok";
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
        return maintenance.currentState(BatchCommitter.CIRCUIT).name().toLowerCase(Locale.ROOT);
    }

    void watch() {
        writableSince = clock.instant();
        maintenance.onStateChange(BatchCommitter.CIRCUIT, state -> {
            boolean refuses = state != CircuitBreakerState.CLOSED;
            if (refuses != open) {
                Log.infof("The writer's circuit is %s", refuses ? "open: writes are refused" : "closed");
            }
            open = refuses;
        });
    }

    /** How the last write went, in a word: {@code ok}, {@code disk_full} or {@code failing}. */
    String lastWrite() {
        return lastWrite;
    }

    void failed(Throwable cause) {
        failing = true;
        lastWrite = SqliteErrors.codeOf(cause)
                        .filter(SQLiteErrorCode.SQLITE_FULL::equals)
                        .isPresent()
                ? "disk_full"
                : "failing";
    }

    /**
     * A batch is on disk.
     *
     * @param forSomebody whether a caller had asked for it; a probe finds room for a page where there may be none for more
     */
    void succeeded(boolean forSomebody) {
        if (failing) {
            writableSince = clock.instant();
            failing = false;
        }
        if (forSomebody) {
            lastWrite = "ok";
        }
    }
}
