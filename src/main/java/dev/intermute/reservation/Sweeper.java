package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;

import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.Writer;

/**
 * Notes, every now and then and at start, the end of reservations whose time is up and of those whose agent has fallen
 * silent, and so frees what a crashed agent held. What it finds is decided once more inside the unit of work that ends it:
 * what was renewed meanwhile stays.
 */
@ApplicationScoped
class Sweeper {
    private final Vertx vertx;
    private final Writer writer;
    private final Agents agents;
    private final Leases leases;
    private final Desk desk;
    private final ReservationMetrics metrics;
    private final Duration interval;
    private final Duration silence;

    private final Executor workers = Infrastructure.getDefaultExecutor();
    private final AtomicInteger flying = new AtomicInteger();

    private long timer;

    Sweeper(
            Vertx vertx,
            Writer writer,
            Agents agents,
            Leases leases,
            Desk desk,
            ReservationMetrics metrics,
            ReservationConfig config) {
        this.vertx = vertx;
        this.writer = writer;
        this.agents = agents;
        this.leases = leases;
        this.desk = desk;
        this.metrics = metrics;
        this.interval = config.reservation().sweepInterval();
        this.silence = config.reservation().silence();
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
        Map<String, List<String>> over = new HashMap<>();
        for (Lease lease : leases.committed(table -> List.copyOf(table.all()))) {
            if (ending(lease, leases.now()).isPresent()) {
                over.computeIfAbsent(lease.project(), project -> new ArrayList<>())
                        .add(lease.id());
            }
        }
        over.forEach((project, ids) -> {
            for (int i = 0; i < ids.size(); i += Desk.AT_ONCE) {
                end(project, ids.subList(i, Math.min(i + Desk.AT_ONCE, ids.size())));
            }
        });
    }

    private void end(String project, List<String> ids) {
        flying.incrementAndGet();
        writer.submit(now -> end(project, ids, now)).whenComplete((ended, failure) -> {
            flying.decrementAndGet();
            if (failure instanceof ApiException) {
                Log.debugf("A sweep is put off: %s", failure.getMessage());
            } else if (failure != null) {
                Log.errorf(failure, "Reservations of project %s can't be swept", project);
            } else if (ended > 0) {
                metrics.swept(ended);
                Log.infof("Swept %d reservations of project %s", ended, project);
            }
        });
    }

    private int end(String project, List<String> ids, Instant now) {
        List<Desk.Over> over = ids.stream()
                .flatMap(id -> leases.inUnit().find(project, id).stream())
                .flatMap(lease -> ending(lease, now).map(why -> new Desk.Over(lease, why)).stream())
                .toList();
        desk.end(project, over, now);
        return over.size();
    }

    private Optional<Ending> ending(Lease lease, Instant now) {
        if (!lease.isActive(now)) {
            return Optional.of(Ending.TTL);
        }
        return agents.hasGoneSilent(lease.project(), lease.agent(), silence, now)
                ? Optional.of(Ending.HEARTBEAT)
                : Optional.empty();
    }
}
