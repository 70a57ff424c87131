package dev.intermute.store;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The figures by which an operator sees how the writer does. */
@ApplicationScoped
class StoreMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer commitTime;
    private final Counter refused;

    StoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder("intermute.writer.batch.size")
                .description("Units of work that shared one commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.commitTime = Timer.builder("intermute.writer.commit")
                .description("Time from taking a batch to its being on disk, retries included")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.refused = Counter.builder("intermute.writer.refused")
                .description("Writes answered 503 overloaded because the queue was full")
                .register(registry);
    }

    void watch(Writer writer, WriterCircuit circuit) {
        Gauge.builder("intermute.writer.queue.depth", writer, Writer::queueDepth)
                .description("Units of work that wait for the writer")
                .register(registry);
        Gauge.builder("intermute.writer.circuit.open", circuit, c -> c.isOpen() ? 1 : 0)
                .description("1 while writes are refused because the database can't be written")
                .register(registry);
    }

    void committed(int units, long nanos) {
        batchSize.record(units);
        commitTime.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused() {
        refused.increment();
    }
}
