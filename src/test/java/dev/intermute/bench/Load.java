package dev.intermute.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/**
 * Closed-loop senders on plain sockets: each sends its next message when the last is answered. Plain, because the
 * generator shares the machine with what it measures, and an HTTP client would cost as much as a send does.
 */
final class Load implements AutoCloseable {
    private static final int MAILBOXES = 50;
    private static final String BODY = "x".repeat(200);

    private final List<Socket> sockets = new ArrayList<>();
    private final ExecutorService threads;
    private final String host;
    private final Supplier<Duration> processorTime;
    private final AtomicLong numbers = new AtomicLong();

    /** @param processorTime how much of it the server has used so far */
    Load(String url, int connections, Supplier<Duration> processorTime) throws IOException {
        this.processorTime = processorTime;
        URI uri = URI.create(url);
        host = uri.getHost() + ":" + uri.getPort();
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        threads = Executors.newFixedThreadPool(connections);
        register();
    }

    /**
     * What one round gave.
     *
     * @param cpuMicros what a send cost the server in processor time, which a busy machine spoils least
     */
    record Figures(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

    private void register() throws IOException {
        Connection connection = new Connection(sockets.get(0));
        for (int i = 0; i < MAILBOXES; i++) {
            connection.exchange("/api/agents", "{\"project\":\"bench\",\"name\":\"agent" + i + "\"}");
        }
    }

    /** Sends for so many seconds. */
    Figures run(int seconds) throws InterruptedException, ExecutionException {
        Duration cpu = processorTime.get();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Future<long[]>> running = new ArrayList<>();
        for (Socket socket : sockets) {
            running.add(threads.submit(() -> sendUntil(new Connection(socket), end)));
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

    private long[] sendUntil(Connection connection, long end) throws IOException {
        long[] times = new long[1024];
        int count = 0;
        while (System.nanoTime() < end) {
            long number = numbers.incrementAndGet();
            long before = System.nanoTime();
            connection.exchange("/api/messages", message(number));
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
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One HTTP/1.1 connection, kept open. */
    private final class Connection {
        private final OutputStream out;
        private final InputStream in;
        private final StringBuilder line = new StringBuilder();

        Connection(Socket socket) throws IOException {
            out = socket.getOutputStream();
            in = new BufferedInputStream(socket.getInputStream(), 4096);
        }

        void exchange(String path, String body) throws IOException {
            String request = "POST " + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            String status = readLine();
            int length = 0;
            for (String header = readLine(); !header.isEmpty(); header = readLine()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            byte[] answer = in.readNBytes(length);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status + " " + new String(answer, StandardCharsets.UTF_8));
            }
        }

        private String readLine() throws IOException {
            line.setLength(0);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
