package dev.intermute.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import dev.intermute.testing.Client;

/** Clients that ask and write at a moderate pace, whatever they are answered, and remember it. */
final class SteadyLoad implements AutoCloseable {
    private static final Map<String, Object> IN_PROJECT = Map.of("project", "p");
    private static final int SENDERS = 4;
    private static final int PACE_MILLIS = 10;
    /** Of which there are different answers to different calls. */
    private static final List<String> READS = List.of(
            "/api/inbox/bob",
            "/api/inbox/bob/counts",
            "/api/events",
            "/api/threads/t",
            "/api/messages/first",
            "/api/agents",
            "/api/reservations",
            "/health");

    private final Client client;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private boolean thinking;

    SteadyLoad(Client client) {
        this.client = client;
        for (String name : List.of("ann", "bob")) {
            client.post("/api/agents", Map.of("project", "p", "name", name));
        }
        send("first");
        reserve();
    }

    enum Kind {
        READ,
        WRITE,
        SIGN_OF_LIFE
    }

    /** A request and what came of it. */
    record Call(Kind kind, String what, long start, long end, Client.Answer answer) {
        int status() {
            return answer.status();
        }

        Duration took() {
            return Duration.ofNanos(end - start);
        }

        /** Whether it is told that the database can't be written, and when to come again. */
        boolean isRefused() {
            return status() == 503
                    && answer.text("error").equals("storage_unavailable")
                    && answer.number("retry_after") > 0
                    && answer.headers().containsKey("retry-after");
        }
    }

    void start() {
        for (int i = 0; i < SENDERS; i++) {
            String prefix = "s" + i + "-";
            run(Kind.WRITE, "send", number -> send(prefix + number));
        }
        run(
                Kind.WRITE,
                "read",
                number -> client.post(
                        "/api/messages/first/" + (number % 2 == 0 ? "read" : "ack"),
                        Map.of("project", "p", "agent", "bob")));
        run(Kind.WRITE, "register", number -> client.post("/api/agents", IN_PROJECT));
        run(Kind.WRITE, "reserve", number -> reserve());
        run(Kind.WRITE, "focus", number -> changeFocus());
        for (String path : READS) {
            run(Kind.READ, path, number -> client.get(path, IN_PROJECT));
        }
        run(Kind.SIGN_OF_LIFE, "heartbeat", number -> client.post("/api/agents/bob/heartbeat?project=p", Map.of()));
    }

    private void run(Kind kind, String what, IntFunction<Client.Answer> call) {
        running.add(threads.submit(() -> {
            for (int i = 0; !over.await(PACE_MILLIS, TimeUnit.MILLISECONDS); i++) {
                long start = System.nanoTime();
                Client.Answer answer = call.apply(i);
                calls.add(new Call(kind, what, start, System.nanoTime(), answer));
            }
            return null;
        }));
    }

    private Client.Answer send(String id) {
        Client.Answer answer = client.post(
                "/api/messages",
                Map.of("project", "p", "id", id, "from", "ann", "to", List.of("bob"), "thread_id", "t", "body", "x"));
        if (answer.status() == 200) {
            stored.add(id);
        }
        return answer;
    }

    /** What it has already: that is refreshed, with an event. */
    private Client.Answer reserve() {
        return client.post("/api/reservations", Map.of("project", "p", "agent_id", "ann", "path_pattern", "src"));
    }

    /** To one that it isn't: the same again would be no more than a sign of life. */
    private Client.Answer changeFocus() {
        Client.Answer answer = client.post(
                "/api/agents/ann/heartbeat?project=p", Map.of("focus_state", thinking ? "at-prompt" : "thinking"));
        thinking ^= answer.status() == 200;
        return answer;
    }

    /** Ends; no call may have failed to be answered. */
    void stop() throws Exception {
        over.countDown();
        for (Future<?> one : running) {
            one.get();
        }
    }

    List<Call> calls(Kind kind) {
        return calls.stream().filter(call -> call.kind() == kind).toList();
    }

    long succeeded(Kind kind) {
        return calls.stream()
                .filter(call -> call.kind() == kind && call.status() == 200)
                .count();
    }

    /** The ids of the messages whose send was answered with success. */
    Set<String> stored() {
        return Set.copyOf(stored);
    }

    @Override
    public void close() {
        over.countDown();
        threads.shutdown();
    }
}
