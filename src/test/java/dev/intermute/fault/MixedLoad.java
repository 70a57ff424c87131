package dev.intermute.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.intermute.testing.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients of all kinds, each with one request after the other, until the service is gone; they write a history. */
final class MixedLoad {
    /** Who sends and gets mail; all are registered. */
    static final List<String> NAMES =
            IntStream.range(0, 8).mapToObj(i -> "name" + i).toList();

    static final String PROJECT = "p";

    private static final int SENDERS = 4;
    private static final int READERS = 2;
    /** Whoever reserves wants one of these, so they are often in each other's way. */
    private static final List<String> AREAS = List.of("src", "src/*.java", "src/a.java", "docs/**", "{src,docs}/b*");

    private static final List<String> LOCKERS = List.of("name5", "name6", "name7");
    private static final List<String> FOCUS = List.of("at-prompt", "tool-use", "thinking", "unknown");

    private final History history;
    private final Client client;
    private final String life;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    /** The ids of this load's messages. */
    private final List<String> answered = Collections.synchronizedList(new ArrayList<>());

    /** @param life a word that no other load on this history has */
    MixedLoad(History history, Client client, String life) {
        this.history = history;
        this.client = client;
        this.life = life;
    }

    /** Begins. */
    void start(Random random) {
        for (int i = 0; i < SENDERS; i++) {
            String prefix = life + "-" + i + "-";
            String from = NAMES.get(i);
            run(random.nextLong(), (own, number) -> send(own, from, prefix, number));
        }
        run(random.nextLong(), (own, number) -> receipt(own));
        run(random.nextLong(), (own, number) -> register());
        run(random.nextLong(), (own, number) -> heartbeat(own));
        for (String agent : LOCKERS) {
            run(random.nextLong(), (own, number) -> reserve(own, agent));
        }
        for (int i = 0; i < READERS; i++) {
            run(random.nextLong(), (own, number) -> inbox(own));
        }
    }

    /** Waits until all have found the service gone. */
    void awaitEnd() throws Exception {
        threads.shutdown();
        for (Future<?> one : running) {
            one.get();
        }
    }

    private void run(long seed, Step step) {
        running.add(threads.submit(() -> {
            Random random = new Random(seed);
            try {
                for (int i = 0; ; i++) {
                    step.run(random, i);
                }
            } catch (CompletionException gone) {
                assertThat(gone).hasCauseInstanceOf(IOException.class);
            }
        }));
    }

    /** Something new, the same again, or something else under the same id. */
    private void send(Random random, String from, String prefix, int number) {
        int choice = number == 0 ? 0 : random.nextInt(8);
        String earlier = prefix + random.nextInt(Math.max(1, number));
        History.Sent before = history.sent.get(earlier);
        if (choice == 7 && before != null) {
            assertThat(post(before.last().orElseThrow()))
                    .isEqualTo(before.cursors().get(before.cursors().size() - 1));
        } else if (choice == 6 && before != null && isChanged(earlier)) {
            Map<String, Object> content = new HashMap<>(before.last().orElseThrow());
            content.put("body", content.get("body") + "+");
            content.put("to", List.of(any(random, NAMES)));
            content.remove("bcc");
            before.trying(content);
            before.answered(post(content));
        } else {
            String id = prefix + number;
            History.Sent one = new History.Sent();
            Map<String, Object> content = content(random, from, id);
            one.trying(content);
            history.sent.put(id, one);
            one.answered(post(content));
            answered.add(id);
        }
    }

    /** Half of all messages may change, the others may be read: a change clears the marks. */
    private static boolean isChanged(String id) {
        return id.hashCode() % 2 == 0;
    }

    private Map<String, Object> content(Random random, String from, String id) {
        Map<String, Object> content = new HashMap<>();
        content.put("project", PROJECT);
        content.put("id", id);
        content.put("from", from);
        content.put("body", "of " + id);
        int first = random.nextInt(NAMES.size());
        content.put("to", List.of(NAMES.get(first)));
        if (random.nextBoolean()) {
            content.put("cc", List.of("late-" + (history.names.get() + random.nextInt(4))));
        }
        if (random.nextInt(4) == 0) {
            content.put("bcc", List.of(NAMES.get((first + 1) % NAMES.size())));
        }
        if (random.nextInt(4) > 0) {
            content.put("thread_id", "t" + random.nextInt(20));
        }
        return content;
    }

    private long post(Map<String, Object> content) {
        return succeeded(client.post("/api/messages", content)).number("cursor");
    }

    private void receipt(Random random) {
        String id = answered.isEmpty() ? null : any(random, answered);
        if (id == null || isChanged(id)) {
            return;
        }
        Map<String, Object> content = history.sent.get(id).last().orElseThrow();
        String field = content.containsKey("bcc") && random.nextBoolean() ? "bcc" : "to";
        Object reader = ((List<?>) content.get(field)).get(0);
        String kind = random.nextBoolean() ? "read" : "ack";
        succeeded(client.post("/api/messages/" + id + "/" + kind, Map.of("project", PROJECT, "agent", reader)));
        history.receipts.put(id + " " + reader + " " + kind, true);
    }

    private void register() {
        String name = "late-" + history.names.getAndIncrement();
        String session = UUID.randomUUID().toString();
        history.registered.put(name, new History.Registered(session, null, null));
        Client.Answer answer =
                succeeded(client.post("/api/agents", Map.of("project", PROJECT, "name", name, "session_id", session)));
        history.registered.put(name, new History.Registered(session, answer.text("agent_id"), answer.text("token")));
    }

    /** Takes a lease, if need be after a wait, and mostly gives it up again. */
    private void reserve(Random random, String agent) {
        Client.Answer answer = client.post(
                "/api/reservations",
                Map.of(
                        "project",
                        PROJECT,
                        "agent_id",
                        agent,
                        "path_pattern",
                        any(random, AREAS),
                        "shared",
                        random.nextInt(4) == 0,
                        "wait_seconds",
                        random.nextInt(2)));
        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201, 409);
        if (answer.status() == 409) {
            return;
        }
        String id = answer.text("id");
        history.grants.put(id, answer.number("fence"));
        if (random.nextInt(4) > 0) {
            history.releases.put(id, false);
            succeeded(client.delete("/api/reservations/" + id + "?project=" + PROJECT + "&agent=" + agent, Map.of()));
            history.releases.put(id, true);
        }
    }

    /** Now and then with a new focus, which is written before the answer. */
    private void heartbeat(Random random) {
        String name = any(random, NAMES);
        String path = "/api/agents/" + name + "/heartbeat?project=" + PROJECT;
        if (random.nextBoolean()) {
            String focus = any(random, FOCUS);
            history.focus.computeIfAbsent(name, none -> new ArrayList<>()).add(focus);
            succeeded(client.post(path, Map.of("focus_state", focus)));
            history.focus.put(name, new ArrayList<>(List.of(focus)));
        } else {
            succeeded(client.post(path, Map.of()));
        }
        history.signsOfLife.incrementAndGet();
    }

    private void inbox(Random random) {
        long since = history.seen.isEmpty() ? 0 : random.nextInt(history.seen.size());
        Client.Answer answer = succeeded(client.get(
                "/api/inbox/" + any(random, NAMES), Map.of("project", PROJECT, "since_cursor", since, "limit", 50)));
        long last = since;
        for (JsonNode message : answer.body().path("messages")) {
            long cursor = message.path("cursor").asLong();
            if (cursor <= last) {
                history.complaints.add("an inbox in which " + cursor + " comes after " + last);
            }
            last = cursor;
            history.saw(cursor, message.path("id").asText());
        }
        history.reads.incrementAndGet();
    }

    private static Client.Answer succeeded(Client.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }

    private static <T> T any(Random random, List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    @FunctionalInterface
    private interface Step {
        void run(Random random, int number);
    }
}
