package dev.intermute.push;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.RawSubscriber;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has seen the 101 misses nothing that is sent from then on. */
@QuarkusTest
@WithTestResource(TestServer.class)
class InstantPushTest {
    private static final int TRIES = 10_000;
    private static final int WORKERS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URL url;

    private String base;
    private final AtomicInteger tries = new AtomicInteger();

    /** The sockets are opened in each of these ways in turn. */
    private enum Way {
        AGENT("/ws/agents/bob?project=%s"),
        AGENT_FROM_ITS_LAST_CURSOR("/ws/agents/bob?project=%s&since_cursor=%d"),
        EVENTS("/ws/events?project=%s"),
        EVENTS_FROM_THE_LAST_CURSOR("/ws/events?project=%s&since_cursor=%d");

        private final String path;

        Way(String path) {
            this.path = path;
        }

        String path(String project, long cursor) {
            return path.formatted(project, cursor);
        }
    }

    @Test
    void a_message_sent_in_the_instant_after_the_101_is_never_missed() throws Exception {
        base = url.toString().replaceAll("/$", "");
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        long start = System.nanoTime();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                running.add(workers.submit(new Worker()::tryOverAndOver));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            workers.shutdownNow();
        }
        System.out.printf("%d sockets got their first message, in %d ms%n", TRIES, millisSince(start));
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Has an agent and a project of its own. */
    private final class Worker {
        private final String project = Api.freshProject();
        private long last;

        private Void tryOverAndOver() throws IOException {
            try (PlainConnection sender = new PlainConnection(base)) {
                sender.post("/api/agents", "{\"project\":\"" + project + "\",\"name\":\"bob\"}");
                for (int attempt = tries.getAndIncrement(); attempt < TRIES; attempt = tries.getAndIncrement()) {
                    tryOnce(sender, attempt, Way.values()[attempt % Way.values().length]);
                }
            }
            return null;
        }

        private void tryOnce(PlainConnection sender, int attempt, Way way) throws IOException {
            try (RawSubscriber socket = new RawSubscriber(base, way.path(project, last), 0, 8192)) {
                String answer = sender.post(
                        "/api/messages",
                        "{\"project\":\"" + project + "\",\"id\":\"m" + attempt
                                + "\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"hello\"}");
                last = JSON.readTree(answer).path("cursor").asLong();
                assertThat(socket.nextCursor())
                        .as("what the socket of try %d, %s, gets first", attempt, way)
                        .isEqualTo(last);
                assertThat(socket.text()).contains("\"m" + attempt + "\"");
            }
        }
    }
}
