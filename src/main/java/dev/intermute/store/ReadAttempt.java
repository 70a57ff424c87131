package dev.intermute.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * One read with its retries: the seam at which a reader's faults are dealt with. It has the writer's session factory, on a
 * connection of the readers: a second persistence unit of the same entities would double what Hibernate does at start.
 */
@ApplicationScoped
class ReadAttempt {
    private final SessionFactory sessions;
    private final AgroalDataSource reads;
    private final CurrentSession current;

    ReadAttempt(SessionFactory sessions, @DataSource("reader") AgroalDataSource reads, CurrentSession current) {
        this.sessions = sessions;
        this.reads = reads;
        this.current = current;
    }

    @Retry(maxRetries = 3, delay = 20, jitter = 10, retryOn = StorageFault.class)
    @ExponentialBackoff(maxDelay = 200)
    <T> T read(Supplier<T> work) {
        try (Connection connection = connection()) {
            return inTransaction(connection, work);
        } catch (ApiException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw SqliteErrors.isFault(e) ? new StorageFault(e) : unexpected(e);
        }
    }

    private Connection connection() throws SQLException {
        try {
            return reads.getConnection();
        } catch (SQLException e) {
            if (isPoolExhausted(e)) {
                throw new ApiException(ErrorCode.OVERLOADED, "Too many reads are under way; try again in a moment.");
            }
            throw e;
        }
    }

    /** All statements of a read see the same moment: what the database was when the first of them began. */
    private <T> T inTransaction(Connection connection, Supplier<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try (StatelessSession session =
                sessions.withStatelessOptions().connection(connection).openStatelessSession()) {
            current.set(session);
            result = work.get();
        } catch (RuntimeException | Error e) {
            giveUp(connection, e);
            throw e;
        } finally {
            current.clearReading();
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** After some faults SQLite has ended the transaction by itself: that this fails then must not hide the fault. */
    private static void giveUp(Connection connection, Throwable failure) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Agroal's only mark of it is the message. */
    private static boolean isPoolExhausted(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("acquisition timeout");
    }

    private static RuntimeException unexpected(Exception e) {
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
}
