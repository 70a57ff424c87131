package dev.intermute.message;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that heard no answer sends again: to the same process, or to the next one on the same file. */
class RetriedSendIT {
    private static final int CLIENTS = 64;

    /** How a life of the process ends, and what is sent in it. */
    enum End {
        SIGKILL(PackagedServer::kill),
        SIGTERM(server -> assertThat(server.terminate()).isZero());

        private final Consumer<PackagedServer> end;

        End(Consumer<PackagedServer> end) {
            this.end = end;
        }

        /** Each has a project of its own, so that nothing that was there before helps. */
        private String project() {
            return "before-" + this;
        }

        private Map<String, Object> message() {
            return Map.of(
                    "project",
                    project(),
                    "id",
                    "once",
                    "from",
                    "ann",
                    "to",
                    List.of("bob", "cid"),
                    "thread_id",
                    "t",
                    "body",
                    "hello");
        }
    }

    @Test
    void a_send_that_many_clients_repeat_is_delivered_once_also_after_restarts() {
        Path folder = PackagedServer.freshFolder();
        Map<End, Set<JsonNode>> answers = new EnumMap<>(End.class);
        for (End end : End.values()) {
            try (PackagedServer server = PackagedServer.start(folder)) {
                Client client = server.client();
                answers.forEach((before, answer) -> assertRepeatedOnceMore(client, before, answer));
                answers.put(end, sendAtOnce(client, end));
                assertThat(answers.get(end)).hasSize(1);
                assertDeliveredOnce(client, end);
                end.end.accept(server);
            }
        }

        try (PackagedServer last = PackagedServer.start(folder)) {
            Client client = last.client();
            answers.forEach((before, answer) -> assertRepeatedOnceMore(client, before, answer));
        }
    }

    private static void assertRepeatedOnceMore(Client client, End before, Set<JsonNode> answers) {
        assertDeliveredOnce(client, before);
        assertThat(sendAtOnce(client, before)).isEqualTo(answers);
        assertDeliveredOnce(client, before);
    }

    @Test
    void what_was_acknowledged_before_a_kill_is_there_and_what_is_sent_again_is_there_once() throws Exception {
        Path folder = PackagedServer.freshFolder();
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        Set<String> tried = new ConcurrentSkipListSet<>();
        var senders = Executors.newFixedThreadPool(8);
        try (PackagedServer first = PackagedServer.start(folder)) {
            Client client = first.client();
            for (int sender = 0; sender < 8; sender++) {
                String prefix = "s" + sender + "-";
                senders.execute(() -> sendUntilItFails(client, prefix, tried, acknowledged));
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() > 300);
            first.kill();
        } finally {
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        try (PackagedServer second = PackagedServer.start(folder)) {
            Client client = second.client();
            assertThat(inbox(client)).containsAll(acknowledged).doesNotHaveDuplicates();
            tried.forEach(
                    id -> assertThat(client.post("/api/messages", message(id)).status())
                            .isEqualTo(200));
            assertThat(inbox(client)).containsExactlyInAnyOrderElementsOf(tried);
            List<JsonNode> events = events(client, "p");
            assertThat(events).hasSameSizeAs(tried);
            assertThat(events.stream().map(event -> event.path("cursor").asLong()))
                    .as("no gap: nothing else was written")
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    private static void sendUntilItFails(Client client, String prefix, Set<String> tried, Set<String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                tried.add(prefix + i);
                if (client.post("/api/messages", message(prefix + i)).status() == 200) {
                    acknowledged.add(prefix + i);
                }
            }
        } catch (CompletionException killed) {
            assertThat(killed).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private static Map<String, Object> message(String id) {
        return Map.of("project", "p", "id", id, "from", "ann", "to", List.of("bob"), "body", "hello");
    }

    private static Set<JsonNode> sendAtOnce(Client client, End before) {
        List<CompletableFuture<Client.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sent.add(client.postAsync("/api/messages", before.message(), Map.of()));
        }
        return sent.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.status()).isEqualTo(200))
                .map(Client.Answer::body)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void assertDeliveredOnce(Client client, End before) {
        for (String recipient : List.of("bob", "cid")) {
            JsonNode inbox = client.get("/api/inbox/" + recipient, Map.of("project", before.project()))
                    .body();
            assertThat(inbox.path("messages").findValuesAsText("id")).containsExactly("once");
        }
        assertThat(events(client, before.project()))
                .singleElement()
                .satisfies(event -> assertThat(event.path("type").asText()).isEqualTo("message.created"));
    }

    private static List<String> inbox(Client client) {
        List<String> ids = new ArrayList<>();
        JsonNode page;
        long cursor = 0;
        do {
            page = client.get("/api/inbox/bob", Map.of("project", "p", "since_cursor", cursor, "limit", 1000))
                    .body();
            ids.addAll(page.path("messages").findValuesAsText("id"));
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return ids;
    }

    private static List<JsonNode> events(Client client, String project) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        long cursor = 0;
        do {
            page = client.get("/api/events", Map.of("project", project, "since_cursor", cursor, "limit", 1000))
                    .body();
            page.path("events").forEach(events::add);
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return events;
    }
}
