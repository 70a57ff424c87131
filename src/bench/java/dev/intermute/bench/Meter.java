package dev.intermute.bench;

import java.time.Duration;
import java.util.Optional;

import dev.intermute.testing.ProcessUsage;

/** What a round cost the server, where its process is known. */
final class Meter {
    private static final double MEBIBYTE = 1 << 20;
    private static final double KIBIBYTE = 1 << 10;

    private final Optional<ProcessUsage> usage;
    private final long residentBefore;
    private Duration cpuBefore = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private long resident;

    /** Notes the memory, before anything is opened. */
    Meter(MeasuredServer server) {
        usage = server.usage();
        residentBefore = usage.map(ProcessUsage::residentBytes).orElse(0L);
    }

    /** The first request is about to be sent. */
    void start() {
        cpuBefore = cpuSoFar();
    }

    /** The last answer has come, and everything is still open. */
    void stop() {
        cpu = cpuSoFar().minus(cpuBefore);
        resident = usage.map(ProcessUsage::residentBytes).orElse(0L);
    }

    private Duration cpuSoFar() {
        return usage.map(ProcessUsage::processorTime).orElse(Duration.ZERO);
    }

    /** Adds what is known. */
    void addTo(Figures figures, long requests, int sockets) {
        if (usage.isEmpty()) {
            return;
        }
        figures.with(Figure.RSS_MEBIBYTES, resident / MEBIBYTE);
        if (requests > 0) {
            figures.with(Figure.SERVER_CPU_MICROS, cpu.toNanos() / 1e3 / requests);
        }
        if (sockets > 0) {
            figures.with(Figure.SOCKET_KIBIBYTES, (resident - residentBefore) / KIBIBYTE / sockets);
        }
    }
}
