package dev.intermute.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

import dev.intermute.store.PeriodicSweep;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.Sweepable;
import dev.intermute.store.Writer;

/** Gives tasks back, every now and then and at start, whose claim is over. */
@ApplicationScoped
class ClaimSweeper implements Sweepable<Long> {
    private final TaskClaims claims;
    private final TaskDesk desk;
    private final PeriodicSweep<Long> sweep;

    ClaimSweeper(Vertx vertx, Writer writer, TaskClaims claims, TaskDesk desk, RecordConfig config) {
        this.claims = claims;
        this.desk = desk;
        this.sweep = new PeriodicSweep<>(vertx, writer, config.record().sweepInterval(), TaskDesk.AT_ONCE, this);
    }

    void start(@Observes @Priority(StoreLifecycle.START + 1) StartupEvent event) {
        sweep.start();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        sweep.stop();
    }

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public Map<String, List<Long>> over() {
        Instant now = claims.now();
        return claims.committedClaims().stream()
                .filter(claim -> claim.isOver(now))
                .collect(Collectors.groupingBy(
                        TaskClaim::project, Collectors.mapping(TaskClaim::task, Collectors.toList())));
    }

    @Override
    public int end(String project, List<Long> tasks, Instant now) {
        List<TaskClaim> over = tasks.stream()
                .flatMap(task -> claims.inUnit().find(task).stream())
                .filter(claim -> claim.isOver(now))
                .toList();
        desk.end(project, over, now);
        return over.size();
    }

    @Override
    public void ended(String project, int count) {
        Log.infof("%d tasks of project %s are pending again, their claims are over", count, project);
    }
}
