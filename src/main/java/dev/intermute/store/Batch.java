package dev.intermute.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The units that share one commit, with what came of each. Lives on the writer's thread. */
final class Batch {
    private final List<Queued<?>> units;

    Batch(List<Queued<?>> units) {
        this.units = List.copyOf(units);
    }

    List<Queued<?>> units() {
        return units;
    }

    /** Answers every caller; the commit has returned. */
    void complete() {
        units.forEach(Queued::complete);
    }

    /** Tells every caller that nothing of what they asked for is stored. */
    void fail(RuntimeException reason) {
        units.forEach(unit -> unit.future.completeExceptionally(reason));
    }

    /** One unit in the queue, and its caller's future. */
    static final class Queued<T> {
        final UnitOfWork<T> work;
        final CompletableFuture<T> future = new CompletableFuture<>();
        /** Whether it failed in a way that no batch survives: it keeps its failure and isn't run again. */
        boolean spoiled;

        private T result;
        private Throwable failure;

        Queued(UnitOfWork<T> work) {
            this.work = work;
        }

        void succeeded(T value) {
            result = value;
            failure = null;
        }

        void failed(Throwable reason) {
            result = null;
            failure = reason;
        }

        void complete() {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        }
    }
}
