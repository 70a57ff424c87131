package dev.intermute.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * The one writer: group commit. Units of work queue up, and one thread commits all that wait in one transaction. While
 * a commit waits for the disk the next batch gathers by itself, so an idle service adds no latency and a busy one
 * shares each sync among many callers (the idea is DeWitt et al., "Implementation techniques for main memory database
 * systems", 1984). Since units run one after the other, every rule that they check is decided serially.
 *
 * <p>Invariants: a future completes only after the commit that holds its unit has returned; units run in the order of
 * their arrival; the queue is bounded; while the circuit is open nothing waits in it for long; every future completes.
 */
@ApplicationScoped
public class Writer {
    /** How long a stop in order may take once the writer is broken. */
    private static final long EXIT_MILLIS = 20_000;

    private static final long STOP_MILLIS = 10_000;
    private static final long PROBE_MILLIS = 250;

    private final BatchCommitter committer;
    private final WriterCircuit circuit;
    private final StoreMetrics metrics;
    private final List<BatchParticipant> participants;
    private final InstantSource clock;
    private final BlockingQueue<Batch.Queued<?>> queue;
    private final int batchLimit;
    private final Thread thread = new Thread(this::runAndSeeToTheEnd, "intermute-writer");

    private volatile boolean accepting;
    private volatile boolean ended;
    private boolean broken;
    private Instant lastTime = Instant.EPOCH;

    Writer(
            BatchCommitter committer,
            WriterCircuit circuit,
            StoreMetrics metrics,
            @All List<BatchParticipant> participants,
            InstantSource clock,
            StoreConfig config) {
        this.committer = committer;
        this.circuit = circuit;
        this.metrics = metrics;
        this.participants = participants;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(config.store().queueCapacity());
        this.batchLimit = config.store().batchLimit();
    }

    /**
     * Hands a unit of work to the writer.
     *
     * @return completes on the writer's thread once the unit is on disk, or with what it threw; with {@code overloaded}
     *     at once if the queue is full, with {@code storage_unavailable} if the database can't be written
     */
    public <T> CompletionStage<T> submit(UnitOfWork<T> work) {
        if (!accepting) {
            return CompletableFuture.failedFuture(stopping());
        }
        if (circuit.isOpen()) {
            return CompletableFuture.failedFuture(unavailable());
        }
        Batch.Queued<T> unit = new Batch.Queued<>(work);
        if (!queue.offer(unit)) {
            metrics.refused();
            return CompletableFuture.failedFuture(
                    new ApiException(ErrorCode.OVERLOADED, "Too many writes are waiting; try again in a moment."));
        }
        if (ended && queue.remove(unit)) {
            return CompletableFuture.failedFuture(stopping());
        }
        return unit.future;
    }

    /** How many units wait. */
    public int queueDepth() {
        return queue.size();
    }

    /** Whether the writer's thread runs. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Starts the writer's thread; no unit will see a time before {@code notBefore}. */
    void start(Instant notBefore) {
        lastTime = notBefore;
        accepting = true;
        thread.setDaemon(true);
        thread.start();
    }

    /** Commits what waits, then ends the writer's thread. */
    void stop() {
        accepting = false;
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                Log.warnf("The writer didn't end within %d ms; what waits for it is given up", STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A service whose writer is gone must not stay: where it can't stop in order any more, it is ended. */
    private void runAndSeeToTheEnd() {
        try {
            run();
        } catch (Error e) {
            broken = true;
        }
        if (broken) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EXIT_MILLIS));
            Runtime.getRuntime().halt(1);
        }
    }

    private void run() {
        List<Batch.Queued<?>> units = new ArrayList<>(batchLimit);
        try {
            while (!broken && (accepting || !queue.isEmpty())) {
                units.clear();
                take(units);
                if (!units.isEmpty() || circuit.isOpen() || isAnyDue()) {
                    write(new Batch(units));
                }
            }
            while (!broken && isAnyDue() && write(new Batch(List.of()))) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** Leaves nobody waiting: whoever comes later finds out in {@link #submit}. */
    private void end() {
        accepting = false;
        ended = true;
        List<Batch.Queued<?>> left = new ArrayList<>();
        queue.drainTo(left);
        new Batch(left).fail(stopping());
    }

    /** Waits for the next unit, and takes what stands behind it. */
    private void take(List<Batch.Queued<?>> units) throws InterruptedException {
        long patience = !circuit.isOpen() && isAnyDue() ? 0 : PROBE_MILLIS;
        Batch.Queued<?> first = queue.poll(patience, TimeUnit.MILLISECONDS);
        if (first != null) {
            units.add(first);
            queue.drainTo(units, batchLimit - 1);
        }
    }

    private boolean isAnyDue() {
        return participants.stream().anyMatch(BatchParticipant::isDue);
    }

    private boolean write(Batch batch) {
        long start = System.nanoTime();
        try {
            committer.commit(batch, now());
            circuit.succeeded(!batch.units().isEmpty());
            metrics.committed(batch.units().size(), System.nanoTime() - start);
            batch.complete();
            return true;
        } catch (StorageFault e) {
            circuit.failed(e);
            Log.warnf("The database can't be written: %s", e.getMessage());
            batch.fail(unavailable());
        } catch (CircuitBreakerOpenException e) {
            batch.fail(unavailable());
        } catch (RuntimeException e) {
            Log.error("A batch failed for a reason that nobody foresaw", e);
            batch.fail(e);
        } catch (Error e) {
            // Out of memory, most likely. What is on disk is whole, but what the writer knows may not be what is there
            // any more; and a service without a writer would take requests and never answer.
            broken = true;
            // First: with no memory left, the others may fail as well.
            Quarkus.asyncExit(1);
            batch.fail(unavailable());
            Log.error("The writer can't go on; the service stops", e);
        }
        return false;
    }

    /** The time of a batch, to the microsecond as it is stored; a clock that goes back doesn't take it back. */
    private Instant now() {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (time.isAfter(lastTime)) {
            lastTime = time;
        }
        return lastTime;
    }

    private static ApiException stopping() {
        return new ApiException(ErrorCode.STORAGE_UNAVAILABLE, "The service is stopping; try again when it is back.");
    }

    private static ApiException unavailable() {
        return new ApiException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The database can't be written right now; nothing of this is stored. Try again.");
    }
}
