package dev.intermute.store;

import java.time.Instant;

/**
 * One caller's change: a pure function of the database and what the caller asked for. It may be run more than once, so
 * it starts no thread, calls no network and publishes nothing, and what is random in it was drawn before. It throws to
 * leave nothing behind.
 *
 * @param <T> what the caller is answered
 */
@FunctionalInterface
public interface UnitOfWork<T> {
    /**
     * Makes the change, on the writer's thread and in its transaction.
     *
     * @param now the time of the batch: the same for all its units, and never less than that of an earlier batch
     */
    T run(Instant now);
}
