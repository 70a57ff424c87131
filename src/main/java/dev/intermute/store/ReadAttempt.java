package dev.intermute.store;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/** One read with its retries: the seam at which a reader's faults are dealt with. */
@ApplicationScoped
class ReadAttempt {
    private final SessionFactory sessions;
    private final CurrentSession current;

    ReadAttempt(@PersistenceUnit("reader") SessionFactory sessions, CurrentSession current) {
        this.sessions = sessions;
        this.current = current;
    }

    @Retry(maxRetries = 3, delay = 20, jitter = 10, retryOn = StorageFault.class)
    @ExponentialBackoff(maxDelay = 200)
    <T> T read(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> inSession(work));
    }

    private <T> T inSession(Supplier<T> work) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            current.set(session);
            return work.get();
        } catch (ApiException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isPoolExhausted(e)) {
                throw new ApiException(ErrorCode.OVERLOADED, "Too many reads are under way; try again in a moment.");
            }
            throw SqliteErrors.isFault(e) ? new StorageFault(e) : e;
        } finally {
            current.clearReading();
        }
    }

    /** Agroal's only mark of it is the message. */
    private static boolean isPoolExhausted(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null
                    && t.getMessage().contains("Acquisition timeout while waiting for new connection")) {
                return true;
            }
        }
        return false;
    }
}
