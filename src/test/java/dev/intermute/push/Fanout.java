package dev.intermute.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many sockets that read all events of a project, and senders that don't run away from them: test, readers and service
 * share the machine, and a reader that gets no processor time is as slow as one that stopped.
 */
final class Fanout implements AutoCloseable {
    private static final int SENDERS = 8;
    /** How far the slowest reader may be behind: far less than the service lets it be. */
    private static final int MOST_BEHIND = 100;

    private static final long PAUSE_NANOS = 200_000;
    /**
     * Fewer and larger bring the service's memory to its end just as well, and cost readers and kernel far less; but a
     * thousand of them, which may wait for one socket, weigh less than the 8 MB that may.
     */
    private static final String BODY = "x".repeat(6144);

    private final String project;
    private final List<Reader> readers = new ArrayList<>();
    private final List<PlainConnection> connections = new ArrayList<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Fanout(String base, String project, int count) throws IOException {
        this.project = project;
        for (int i = 0; i < SENDERS; i++) {
            connections.add(new PlainConnection(base));
        }
        for (int i = 0; i < count; i++) {
            readers.add(new Reader(new RawSubscriber(base, "/ws/events?project=" + project, 0, 64 * 1024)));
        }
        readers.forEach(Thread::start);
    }

    /** How long the sends of a round took. */
    record Round(int sends, double seconds, double p50Millis, double p99Millis, double slowestMillis) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d sends in %.1f s, p50 %.2f ms, p99 %.2f ms, slowest %.2f ms",
                    sends,
                    seconds,
                    p50Millis,
                    p99Millis,
                    slowestMillis);
        }
    }

    int sent() {
        return sent.get();
    }

    /** Sends so many messages, and waits until all readers have all of them. */
    Round send(int count) throws Exception {
        int end = sent.get() + count;
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger(sent.get());
        List<Future<long[]>> running = new ArrayList<>();
        for (PlainConnection connection : connections) {
            running.add(senders.submit(() -> sendUntil(connection, next, end)));
        }
        List<long[]> times = new ArrayList<>();
        for (Future<long[]> one : running) {
            times.add(one.get());
        }
        awaitReaders(end);
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Round(count, seconds, all[count / 2] / 1e6, all[(int) (count * 0.99)] / 1e6, all[count - 1] / 1e6);
    }

    private long[] sendUntil(PlainConnection connection, AtomicInteger next, int end) throws IOException {
        long[] times = new long[end];
        int count = 0;
        for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
            awaitReaders(number - MOST_BEHIND);
            long before = System.nanoTime();
            connection.post("/api/messages", message(number));
            times[count++] = System.nanoTime() - before;
            sent.incrementAndGet();
        }
        return Arrays.copyOf(times, count);
    }

    private String message(int number) {
        return "{\"project\":\"" + project + "\",\"id\":\"m" + number
                + "\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"" + BODY + "\"}";
    }

    private void awaitReaders(int count) {
        for (Reader reader : readers) {
            while (reader.count < count) {
                assertThat(failure).hasValue(null);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Each has got as many frames as were sent, and its last is this. */
    void assertThatAllAreAt(long cursor) {
        assertThat(readers).allSatisfy(reader -> {
            assertThat(reader.count).isEqualTo(sent.get());
            assertThat(reader.last).isEqualTo(cursor);
        });
    }

    @Override
    public void close() throws IOException {
        senders.shutdownNow();
        for (PlainConnection connection : connections) {
            connection.close();
        }
        for (Reader reader : readers) {
            reader.socket.close();
        }
    }

    /** Reads on and on, and sees to it that cursors only grow: then as many as were sent are all, in order. */
    private final class Reader extends Thread {
        private final RawSubscriber socket;
        private volatile long last;
        private volatile int count;

        Reader(RawSubscriber socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    long cursor = socket.nextCursor();
                    assertThat(cursor > last)
                            .as("cursor %d after %d", cursor, last)
                            .isTrue();
                    last = cursor;
                    count++;
                }
            } catch (IOException | AssertionError e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
