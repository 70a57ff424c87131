package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;

import dev.intermute.http.ApiException;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.Writer;

/**
 * Gives tasks back, every now and then and at start, whose claim is over. What it finds is decided once more inside the unit
 * of work: what a sign of life has moved on meanwhile stays.
 */
@ApplicationScoped
class ClaimSweeper {
    private final Vertx vertx;
    private final Writer writer;
    private final TaskClaims claims;
    private final TaskDesk desk;
    private final Duration interval;
    private final Executor workers = Infrastructure.getDefaultExecutor();
    private final AtomicInteger flying = new AtomicInteger();

    private long timer;

    ClaimSweeper(Vertx vertx, Writer writer, TaskClaims claims, TaskDesk desk, RecordConfig config) {
        this.vertx = vertx;
        this.writer = writer;
        this.claims = claims;
        this.desk = desk;
        this.interval = config.record().sweepInterval();
    }

    void start(@Observes @Priority(StoreLifecycle.START + 1) StartupEvent event) {
        sweep();
        timer = vertx.setPeriodic(interval.toMillis(), id -> workers.execute(this::sweep));
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Only once what an earlier sweep asked for is done: where the disk is slow, sweeps don't fill the queue. */
    private void sweep() {
        if (flying.get() > 0) {
            return;
        }
        Instant now = claims.now();
        Map<String, List<Long>> over = claims.committedClaims().stream()
                .filter(claim -> claim.isOver(now))
                .collect(Collectors.groupingBy(
                        TaskClaim::project, Collectors.mapping(TaskClaim::task, Collectors.toList())));
        over.forEach((project, tasks) -> {
            for (int i = 0; i < tasks.size(); i += TaskDesk.AT_ONCE) {
                end(project, tasks.subList(i, Math.min(i + TaskDesk.AT_ONCE, tasks.size())));
            }
        });
    }

    private void end(String project, List<Long> tasks) {
        flying.incrementAndGet();
        writer.submit(now -> end(project, tasks, now)).whenComplete((ended, failure) -> {
            flying.decrementAndGet();
            if (failure instanceof ApiException) {
                Log.debugf("A sweep of claims is put off: %s", failure.getMessage());
            } else if (failure != null) {
                Log.errorf(failure, "Claims on tasks of project %s can't be swept", project);
            } else if (ended > 0) {
                Log.infof("%d tasks of project %s are pending again, their claims are over", ended, project);
            }
        });
    }

    private int end(String project, List<Long> tasks, Instant now) {
        List<TaskClaim> over = tasks.stream()
                .flatMap(task -> claims.inUnit().find(task).stream())
                .filter(claim -> claim.isOver(now))
                .toList();
        desk.end(project, over, now);
        return over.size();
    }
}
