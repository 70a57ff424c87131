package dev.intermute.store;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * Reads, on connections of their own that can't write. What one read sees is one moment of the database. To be called
 * on a worker thread.
 */
@ApplicationScoped
public class Reader {
    private final ReadAttempt attempt;

    private volatile boolean closed;

    Reader(ReadAttempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Runs finders in one read transaction.
     *
     * @throws ApiException {@code overloaded} if no connection comes free within a second, {@code storage_unavailable}
     *     if the database can't be read; and what the work itself throws
     */
    public <T> T read(Supplier<T> work) {
        if (closed) {
            throw new ApiException(
                    ErrorCode.STORAGE_UNAVAILABLE, "The service is stopping; try again when it is back.");
        }
        try {
            return attempt.read(work);
        } catch (StorageFault e) {
            throw new ApiException(ErrorCode.STORAGE_UNAVAILABLE, "The database can't be read right now. Try again.");
        }
    }

    /** From here on nothing is read: the connections are about to be closed. */
    void close() {
        closed = true;
    }
}
