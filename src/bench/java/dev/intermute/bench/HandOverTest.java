package dev.intermute.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One pair, against a server that has one file and a line for it. */
class HandOverTest {
    private static final int TIMES = 4;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    /** How long it takes to come to stand in the line: far longer than a release. */
    private static final long ON_THE_WAY_MILLIS = 200;

    @Test
    void two_agents_hand_the_file_to_each_other_in_turn() throws IOException {
        try (Line line = new Line()) {
            Tally tally = handOver(line.url(), LONG);

            assertThat(tally.count()).isEqualTo(TIMES);
            assertThat(tally.errors()).isZero();
            assertThat(line.releases)
                    .containsExactly("DELETE /first", "DELETE /second", "DELETE /first", "DELETE /second");
        }
    }

    @Test
    void nothing_is_released_before_somebody_waits_and_that_time_does_not_count() throws IOException {
        try (Line line = new Line()) {
            Tally tally = handOver(line.url(), LONG);

            assertThat(tally.count()).isEqualTo(TIMES);
            assertThat(line.tooEarly).isEmpty();
            assertThat(tally.millisAt(50)).isLessThan(ON_THE_WAY_MILLIS);
        }
    }

    @Test
    void a_file_that_is_granted_before_its_release_is_an_error() throws IOException {
        try (Responder grantsAtOnce = new Responder()) {
            Tally tally = handOver(grantsAtOnce.url(), SHORT);

            assertThat(tally.count()).isZero();
            assertThat(tally.errors()).isEqualTo(1);
        }
    }

    private static Tally handOver(URI server, Duration length) throws IOException {
        RequestBytes encoder = new RequestBytes(server);
        HandOver pair = new HandOver(
                List.of(encoder.post("/second", ""), encoder.post("/first", "")),
                List.of(encoder.delete("/first"), encoder.delete("/second")),
                encoder.get("/check"));
        Plan plan = Plan.of(new Lane("hand-over", Pace.times(TIMES), List.of(pair)));
        try (Round round = Round.open(server, plan, 1)) {
            return round.run(length).tallies().get("hand-over");
        }
    }

    private static final class Line implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Semaphore freed = new Semaphore(0);
        private final Queue<String> releases = new ConcurrentLinkedQueue<>();
        private final Queue<String> tooEarly = new ConcurrentLinkedQueue<>();
        private volatile int waiting;

        Line() throws IOException {
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        private void handle(HttpExchange exchange) throws IOException {
            try {
                byte[] answer = answer(exchange.getRequestMethod(), exchange.getRequestURI())
                        .getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        }

        private String answer(String method, URI path) throws InterruptedException {
            switch (method) {
                case "POST" -> {
                    Thread.sleep(ON_THE_WAY_MILLIS);
                    waiting = 1;
                    freed.acquire();
                }
                case "DELETE" -> release(method + " " + path);
                default -> {}
            }
            return "{\"conflicts\":[{\"waiting\":" + waiting + "}]}";
        }

        private void release(String request) {
            releases.add(request);
            if (waiting == 0) {
                tooEarly.add(request);
            }
            waiting = 0;
            freed.release();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
