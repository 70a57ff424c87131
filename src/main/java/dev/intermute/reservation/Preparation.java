package dev.intermute.reservation;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Address;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * Prepares requests that a unit of work has no time for, one after the other on a thread of its own: whoever asks for little
 * doesn't wait for them.
 */
@ApplicationScoped
class Preparation {
    /** How many requests of an agent may be in preparation: as many as may wait. */
    static final int AGENT_LIMIT = WaitingLine.AGENT_LIMIT;
    /** How many may be in all. */
    static final int LIMIT = 100;

    private final Granting granting;
    private final Map<Address, Integer> byAgent = new HashMap<>();
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
     * Compares a request with what others hold or wait for.
     *
     * @param isMoot asked again and again: ends it
     * @throws ApiException {@code overloaded} if as many are in preparation as may be
     */
    CompletionStage<Void> prepare(Demand demand, BooleanSupplier isMoot) {
        enter(demand.agent());
        return CompletableFuture.runAsync(() -> granting.prepare(demand, isMoot), thread)
                .whenComplete((done, failure) -> leave(demand.agent()));
    }

    private synchronized void enter(Address agent) {
        if (size >= LIMIT || byAgent.getOrDefault(agent, 0) >= AGENT_LIMIT) {
            throw new ApiException(
                    ErrorCode.OVERLOADED,
                    "Too many patterns are being compared already; try again in a moment, with fewer or simpler ones.");
        }
        size++;
        byAgent.merge(agent, 1, Integer::sum);
    }

    private synchronized void leave(Address agent) {
        size--;
        byAgent.computeIfPresent(agent, (one, count) -> count == 1 ? null : count - 1);
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
