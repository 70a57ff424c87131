package dev.intermute.push;

import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The figures by which an operator sees how live delivery does. */
@ApplicationScoped
class PushMetrics {
    private final MeterRegistry registry;
    private final Counter frames;
    private final Counter slowReaders;
    private final Counter resyncs;
    private final Timer delay;

    PushMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.frames = Counter.builder("intermute.push.frames.sent")
                .description("Frames of events that were written to sockets")
                .register(registry);
        this.slowReaders = Counter.builder("intermute.push.slow.readers.closed")
                .description("Sockets closed with 1013 because their client took its frames too slowly")
                .register(registry);
        this.resyncs = Counter.builder("intermute.push.resyncs")
                .description(
                        "Times that all sockets went back to the log because delivery fell too far behind the writer")
                .register(registry);
        this.delay = Timer.builder("intermute.push.delay")
                .description("Time from the commit of an event to its frame being written to a socket, without replays")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void watch(Hub hub) {
        Gauge.builder("intermute.push.sockets", hub, Hub::size)
                .description("Sockets that are open")
                .register(registry);
        Gauge.builder("intermute.push.queue.depth", hub, Hub::depth)
                .description("Frames that wait for their sockets, all together")
                .register(registry);
    }

    void sent(Outgoing frame) {
        if (frame.event() == null) {
            return;
        }
        frames.increment();
        if (frame.publishedNanos() != 0) {
            delay.record(System.nanoTime() - frame.publishedNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void slowReaderClosed() {
        slowReaders.increment();
    }

    void resynced() {
        resyncs.increment();
    }
}
