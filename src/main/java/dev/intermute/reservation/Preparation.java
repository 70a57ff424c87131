package dev.intermute.reservation;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * Prepares requests that a unit of work has no time for, on a thread of its own, a little of each in turn: whoever asks for
 * little waits for nobody who asks for much.
 */
@ApplicationScoped
class Preparation {
    /** How many requests of an agent may be in preparation: as many as may wait. */
    static final int AGENT_LIMIT = WaitingLine.AGENT_LIMIT;
    /** How many may be in all. */
    static final int LIMIT = 100;

    /** How long it is one's turn. */
    private static final long TURN_NANOS = 20_000_000;

    /** How often one is compared because others have been granted something meanwhile. */
    private static final int MAX_ATTEMPTS = 20;

    private final Granting granting;
    /** By its id. */
    private final Map<String, Integer> byAgent = new HashMap<>();

    private int size;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Preparation::thread);

    Preparation(Granting granting) {
        this.granting = granting;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "intermute-compare");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Compares a request with what others hold or wait for, and has it decided then; again, where others have been granted so
     * much meanwhile that it is too hard still.
     *
     * @param isMoot asked again and again: ends it with {@link Decision.Left}
     * @throws ApiException {@code overloaded} if as many are in preparation as may be
     */
    CompletionStage<Decision> decide(
            Demand demand, BooleanSupplier isMoot, Supplier<CompletionStage<Decision>> decision) {
        String agent = demand.agent().mailbox();
        enter(agent);
        return attempt(demand, isMoot, decision, MAX_ATTEMPTS).whenComplete((done, failure) -> leave(agent));
    }

    private CompletionStage<Decision> attempt(
            Demand demand, BooleanSupplier isMoot, Supplier<CompletionStage<Decision>> decision, int left) {
        if (left == 0) {
            throw new ApiException(
                    ErrorCode.OVERLOADED,
                    "Others reserve faster than these patterns can be compared with theirs; try again, with fewer"
                            + " or simpler ones.");
        }
        return prepared(demand, isMoot)
                .thenCompose(prepared ->
                        isMoot.getAsBoolean() ? CompletableFuture.completedFuture(new Decision.Left()) : decision.get())
                .thenCompose(decided -> decided instanceof Decision.Unprepared
                        ? attempt(demand, isMoot, decision, left - 1)
                        : CompletableFuture.completedFuture(decided));
    }

    private CompletableFuture<Void> prepared(Demand demand, BooleanSupplier isMoot) {
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        takeOver(() -> goOn(granting.comparing(demand), isMoot, prepared), prepared);
        return prepared;
    }

    private void goOn(Comparing comparing, BooleanSupplier isMoot, CompletableFuture<Void> prepared) {
        long end = System.nanoTime() + TURN_NANOS;
        if (comparing.goOn(() -> System.nanoTime() - end > 0 || isMoot.getAsBoolean()) || isMoot.getAsBoolean()) {
            prepared.complete(null);
        } else {
            takeOver(() -> goOn(comparing, isMoot, prepared), prepared);
        }
    }

    /** Has a turn taken on the thread; whatever goes wrong, and be it that the service stops, whoever waits for it hears. */
    private void takeOver(Runnable turn, CompletableFuture<Void> prepared) {
        try {
            thread.execute(() -> {
                try {
                    turn.run();
                } catch (RuntimeException | Error e) {
                    prepared.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            prepared.completeExceptionally(e);
        }
    }

    private synchronized void enter(String agent) {
        if (size >= LIMIT || byAgent.getOrDefault(agent, 0) >= AGENT_LIMIT) {
            throw new ApiException(
                    ErrorCode.OVERLOADED,
                    "Too many patterns are being compared already; try again in a moment, with fewer or simpler ones.");
        }
        size++;
        byAgent.merge(agent, 1, Integer::sum);
    }

    private synchronized void leave(String agent) {
        size--;
        byAgent.computeIfPresent(agent, (one, count) -> count == 1 ? null : count - 1);
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
