package dev.intermute.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.intermute.testing.PlainConnection;

/** Closed-loop senders: each sends its next message when the last is answered. */
public final class Load implements AutoCloseable {
    /** They are called {@code agent0} and so on, in the project {@code bench}. */
    public static final int MAILBOXES = 50;

    private static final String BODY = "x".repeat(200);

    private final List<PlainConnection> connections = new ArrayList<>();
    private final ExecutorService threads;
    private final Supplier<Duration> processorTime;
    private final AtomicLong numbers = new AtomicLong();

    /** Connects, and registers agents. */
    public Load(String url, int connections, Supplier<Duration> processorTime) throws IOException {
        this.processorTime = processorTime;
        for (int i = 0; i < connections; i++) {
            this.connections.add(new PlainConnection(url));
        }
        threads = Executors.newFixedThreadPool(connections);
        register();
    }

    /**
     * What one round gave.
     *
     * @param cpuMicros what a send cost the server in processor time, which a busy machine spoils least
     */
    public record Figures(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

    private void register() throws IOException {
        for (int i = 0; i < MAILBOXES; i++) {
            connections.get(0).post("/api/agents", "{\"project\":\"bench\",\"name\":\"agent" + i + "\"}");
        }
    }

    /** How many messages it has sent so far. */
    public long sent() {
        return numbers.get();
    }

    /** Sends for so many seconds. */
    public Figures run(int seconds) throws InterruptedException, ExecutionException {
        Duration cpu = processorTime.get();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Future<long[]>> running = new ArrayList<>();
        for (PlainConnection connection : connections) {
            running.add(threads.submit(() -> sendUntil(connection, end)));
        }
        List<long[]> times = new ArrayList<>();
        for (Future<long[]> one : running) {
            times.add(one.get());
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figures(
                all.length / elapsed,
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6,
                processorTime.get().minus(cpu).toNanos() / 1e3 / all.length);
    }

    private long[] sendUntil(PlainConnection connection, long end) throws IOException {
        long[] times = new long[1024];
        int count = 0;
        while (System.nanoTime() < end) {
            long number = numbers.incrementAndGet();
            long before = System.nanoTime();
            connection.post("/api/messages", message(number));
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            times[count++] = System.nanoTime() - before;
        }
        return Arrays.copyOf(times, count);
    }

    private static String message(long number) {
        return "{\"project\":\"bench\",\"from\":\"agent" + number % MAILBOXES + "\",\"to\":[\"agent"
                + (number * 7 + 1) % MAILBOXES + "\",\"agent" + (number * 13 + 2) % MAILBOXES + "\"],\"body\":\""
                + BODY + "\"}";
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (PlainConnection connection : connections) {
            connection.close();
        }
    }
}
