package dev.intermute.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Opens the database before anything asks for it, and closes it after everything has: readers first, then a checkpoint,
 * then the writer's connection, so that the file stands alone when the process is gone.
 */
@ApplicationScoped
public class StoreLifecycle {
    /** The place of the store among the observers of the start: after the checks that write nothing. */
    public static final int START = 10;
    /** The place of the store among the observers of the stop: after those who still write. */
    public static final int STOP = 5000;

    private final StoreConfig config;
    private final DatabaseLock lock;
    private final Migrations migrations;
    private final Writer writer;
    private final WriterCircuit circuit;
    private final StoreMetrics metrics;
    private final List<BatchParticipant> participants;
    private final Reader reader;
    private final AgroalDataSource writes;
    private final AgroalDataSource reads;

    private volatile boolean open;

    StoreLifecycle(
            StoreConfig config,
            DatabaseLock lock,
            Migrations migrations,
            Writer writer,
            WriterCircuit circuit,
            StoreMetrics metrics,
            @All List<BatchParticipant> participants,
            Reader reader,
            AgroalDataSource writes,
            @DataSource("reader") AgroalDataSource reads) {
        this.config = config;
        this.lock = lock;
        this.migrations = migrations;
        this.writer = writer;
        this.circuit = circuit;
        this.metrics = metrics;
        this.participants = participants;
        this.reader = reader;
        this.writes = writes;
        this.reads = reads;
    }

    /** Whether the schema is in place and the writer runs. */
    public boolean isOpen() {
        return open;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        Migrations.checkPath(config.db());
        lock.acquire(Path.of(config.db()).toAbsolutePath());
        migrations.migrate(config.db());
        Instant last = reader.read(this::openParticipants);
        circuit.watch();
        metrics.watch(writer, circuit);
        writer.start(last);
        open = true;
    }

    private Instant openParticipants() {
        return participants.stream().map(BatchParticipant::open).reduce(Instant.EPOCH, (a, b) -> a.isAfter(b) ? a : b);
    }

    void stop(@Observes @Priority(STOP) ShutdownEvent event) {
        if (!open) {
            lock.release();
            return;
        }
        open = false;
        writer.stop();
        reader.close();
        reads.close();
        checkpoint();
        writes.close();
        lock.release();
    }

    private void checkpoint() {
        try (var connection = writes.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
        } catch (java.sql.SQLException e) {
            Log.warnf("The write-ahead log stays beside the database: %s", e.getMessage());
        }
    }
}
