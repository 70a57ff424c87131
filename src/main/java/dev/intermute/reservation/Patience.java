package dev.intermute.reservation;

import java.util.concurrent.CompletionStage;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;

/**
 * Sees to it that nobody waits for ever: a waiting request leaves the line when its time is up, when its client has gone or
 * nobody would notice that, or when the service stops. Holds a timer for each, no thread.
 */
@ApplicationScoped
class Patience {
    /** Before those who wait for requests in flight to end. */
    private static final int BEFORE_THE_STOP = 100;

    private final Vertx vertx;
    private final WaitingLine line;
    private final LineKeeper keeper;

    private volatile boolean stopping;

    Patience(Vertx vertx, WaitingLine line, LineKeeper keeper) {
        this.vertx = vertx;
        this.line = line;
        this.keeper = keeper;
    }

    /**
     * Begins to watch over a request that may come to wait.
     *
     * @param closed completes once nobody is there any more for its answer
     * @param unread completes once nobody would notice that
     * @return ends that
     */
    Runnable watch(Waiter waiter, CompletionStage<Void> closed, CompletionStage<Void> unread) {
        long timer = vertx.setTimer(waiter.demand().patience().toMillis(), id -> leave(waiter));
        closed.thenRun(() -> leave(waiter));
        unread.thenRun(() -> leave(waiter));
        if (stopping) {
            leave(waiter);
        }
        return () -> vertx.cancelTimer(timer);
    }

    /** A request stands in the line now: sees to it that the line moves. */
    void queued(Waiter waiter) {
        keeper.keep();
        if (stopping) {
            leave(waiter);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    void stop(@Observes @Priority(BEFORE_THE_STOP) ShutdownDelayInitiatedEvent event) {
        stopping = true;
        line.projects().stream().flatMap(line::waiting).forEach(this::leave);
    }

    private void leave(Waiter waiter) {
        if (waiter.leave()) {
            keeper.look(waiter.demand().project());
        }
    }
}
