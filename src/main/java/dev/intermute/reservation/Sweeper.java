package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

import dev.intermute.agent.Agents;
import dev.intermute.store.PeriodicSweep;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.Sweepable;
import dev.intermute.store.Writer;

/**
 * Notes, every now and then and at start, the end of reservations whose time is up and of those whose agent has fallen
 * silent, and so frees what a crashed agent held.
 */
@ApplicationScoped
class Sweeper implements Sweepable<String> {
    private final Agents agents;
    private final Leases leases;
    private final Desk desk;
    private final ReservationMetrics metrics;
    private final Duration silence;
    private final PeriodicSweep<String> sweep;

    Sweeper(
            Vertx vertx,
            Writer writer,
            Agents agents,
            Leases leases,
            Desk desk,
            ReservationMetrics metrics,
            ReservationConfig config) {
        this.agents = agents;
        this.leases = leases;
        this.desk = desk;
        this.metrics = metrics;
        this.silence = config.reservation().silence();
        this.sweep = new PeriodicSweep<>(vertx, writer, config.reservation().sweepInterval(), Desk.AT_ONCE, this);
    }

    void start(@Observes @Priority(StoreLifecycle.START + 1) StartupEvent event) {
        sweep.start();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        sweep.stop();
    }

    @Override
    public String name() {
        return "reservations";
    }

    @Override
    public Map<String, List<String>> over() {
        Instant now = leases.now();
        return leases.committed(table -> List.copyOf(table.all())).stream()
                .filter(lease -> ending(lease, now).isPresent())
                .collect(Collectors.groupingBy(Lease::project, Collectors.mapping(Lease::id, Collectors.toList())));
    }

    @Override
    public int end(String project, List<String> ids, Instant now) {
        List<Desk.Over> over = ids.stream()
                .flatMap(id -> leases.inUnit().find(project, id).stream())
                .flatMap(lease -> ending(lease, now).map(why -> new Desk.Over(lease, why)).stream())
                .toList();
        desk.end(project, over, now);
        return over.size();
    }

    @Override
    public void ended(String project, int count) {
        metrics.swept(count);
        Log.infof("Swept %d reservations of project %s", count, project);
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
