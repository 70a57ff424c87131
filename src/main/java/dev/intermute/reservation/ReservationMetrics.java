package dev.intermute.reservation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** The figures by which an operator sees how reservations do. */
@ApplicationScoped
class ReservationMetrics {
    private final MeterRegistry registry;
    private final Leases leases;
    private final WaitingLine line;
    private final Counter conflicts;
    private final Counter swept;

    ReservationMetrics(MeterRegistry registry, Leases leases, WaitingLine line) {
        this.registry = registry;
        this.leases = leases;
        this.line = line;
        this.conflicts = Counter.builder("intermute.reservations.conflicts")
                .description("Requests for reservations answered 409 because others hold what they want")
                .register(registry);
        this.swept = Counter.builder("intermute.reservations.swept")
                .description("Reservations whose end the sweeper noted")
                .register(registry);
    }

    void watch(@Observes StartupEvent event) {
        Gauge.builder("intermute.reservations.active", leases, Leases::activeCount)
                .description("Reservations that are held")
                .register(registry);
        Gauge.builder("intermute.reservations.waiting", line, WaitingLine::size)
                .description("Requests for reservations that wait for others to end")
                .register(registry);
    }

    void conflict() {
        conflicts.increment();
    }

    void swept(int count) {
        swept.increment(count);
    }
}
