package dev.intermute.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Runs a batch in one transaction. A unit that a rule refuses is taken back and its neighbours don't notice; a storage
 * fault undoes the whole batch, which is then tried again from its start. A unit that fails after it has written can't
 * be taken back: the batch is rolled back and run again with a savepoint a unit, as part of the same attempt. So it is when
 * rows that had waited are refused, for they may be anybody's. After a query that fails Hibernate lets nobody commit the
 * transaction any more: then the unit that had it is left out of the next run.
 */
@ApplicationScoped
class BatchCommitter {
    /** The name of the writer's circuit, in metrics and health. */
    static final String CIRCUIT = "writer";

    /**
     * Writes nothing, yet takes the write lock (waiting as long as busy_timeout says): before anything is read, or the
     * lock could be refused for what was read in the meantime.
     */
    private static final String TAKE_WRITE_LOCK = "update sqlite_sequence set seq = seq where false";

    /** Writes one page that says what it said: an empty batch finds out whether there is room on the disk, too. */
    private static final String PROBE = "pragma user_version = 0";

    private final SessionFactory sessions;
    private final CurrentSession current;
    private final List<BatchParticipant> participants;

    BatchCommitter(SessionFactory sessions, CurrentSession current, @All List<BatchParticipant> participants) {
        this.sessions = sessions;
        this.current = current;
        this.participants = participants;
    }

    /**
     * Commits a batch: when this returns, it is on disk, and each unit knows its result or its failure.
     *
     * @throws StorageFault if the attempts ran out
     * @throws CircuitBreakerOpenException if the circuit is open
     */
    @Retry(
            maxRetries = 3,
            delay = 50,
            jitter = 25,
            maxDuration = 4,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = StorageFault.class,
            abortOn = CircuitBreakerOpenException.class)
    @ExponentialBackoff(maxDelay = 400)
    @CircuitBreaker(
            requestVolumeThreshold = 4,
            failureRatio = 1.0,
            delay = 1000,
            successThreshold = 1,
            failOn = StorageFault.class)
    @CircuitBreakerName(CIRCUIT)
    void commit(Batch batch, Instant now) {
        boolean committed = false;
        Isolation isolation = UnitBoundary::unguarded;
        while (!committed) {
            Isolation chosen = isolation;
            try {
                QuarkusTransaction.requiringNew().run(() -> inSession(batch, now, chosen));
                committed = true;
            } catch (SpoiledException e) {
                Log.debug("A batch is run again without what spoiled it");
                isolation = UnitBoundary::savepoints;
            } catch (RuntimeException e) {
                throw isFault(e) ? new StorageFault(e) : e;
            } finally {
                if (!committed) {
                    participants.forEach(BatchParticipant::abandoned);
                }
            }
        }
        participants.forEach(BatchParticipant::committed);
    }

    /** A commit that fails says so in the transaction manager's words, which may not lead back to SQLite's. */
    private static boolean isFault(RuntimeException e) {
        return e instanceof QuarkusTransactionException || SqliteErrors.isFault(e);
    }

    private void inSession(Batch batch, Instant now, Isolation isolation) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            UnitSession rows = new UnitSession(session);
            current.set(rows);
            run(batch, now, session, rows, isolation);
        } finally {
            current.clearWriting();
        }
    }

    private void run(Batch batch, Instant now, StatelessSession session, UnitSession rows, Isolation isolation) {
        session.doWork(connection -> execute(connection, batch.units().isEmpty() ? PROBE : TAKE_WRITE_LOCK));
        participants.forEach(participant -> begin(participant, now));
        session.doWork(connection -> {
            try (UnitBoundary boundary = isolation.on(connection, rows)) {
                new UnitRunner(participants, rows, boundary, now).run(batch);
            }
        });
    }

    private static void begin(BatchParticipant participant, Instant now) {
        try {
            participant.begin(now);
        } catch (RuntimeException e) {
            if (isFault(e)) {
                throw e;
            }
            Log.warnf("Left out of a batch: %s", SqliteErrors.describe(e));
            participant.spoiled();
            throw new SpoiledException();
        }
    }

    /** Finds out whether the database can be written at all: takes the lock, and lets it go. */
    static void takeWriteLock(DataSource writes) throws SQLException {
        try (Connection connection = writes.getConnection()) {
            execute(connection, TAKE_WRITE_LOCK);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How units are kept apart. */
    @FunctionalInterface
    private interface Isolation {
        UnitBoundary on(Connection connection, UnitSession session) throws SQLException;
    }
}
