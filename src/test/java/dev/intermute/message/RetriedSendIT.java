package dev.intermute.message;

import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that heard no answer sends again: to the same process, or to the next one on the same file. */
class RetriedSendIT {
    private static final int CLIENTS = 64;
    private static final Map<String, Object> MESSAGE = Map.of(
            "project",
            "p",
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

    enum End {
        SIGTERM(server -> assertThat(server.terminate()).isZero()),
        SIGKILL(PackagedServer::kill);

        private final Consumer<PackagedServer> end;

        End(Consumer<PackagedServer> end) {
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_send_that_many_clients_repeat_is_delivered_once_also_after_a_restart(End restart) {
        Path folder = PackagedServer.freshFolder();
        Set<JsonNode> answers;
        try (PackagedServer first = PackagedServer.start(folder)) {
            Client client = first.client();
            answers = sendAtOnce(client);
            assertThat(answers).hasSize(1);
            assertDeliveredOnce(client);
            restart.end.accept(first);
        }

        try (PackagedServer second = PackagedServer.start(folder)) {
            Client client = second.client();
            assertDeliveredOnce(client);

            assertThat(sendAtOnce(client)).isEqualTo(answers);
            assertDeliveredOnce(client);
        }
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
            List<JsonNode> events = events(client);
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

    private static Set<JsonNode> sendAtOnce(Client client) {
        List<CompletableFuture<Client.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sent.add(client.postAsync("/api/messages", MESSAGE, Map.of()));
        }
        return sent.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.status()).isEqualTo(200))
                .map(Client.Answer::body)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void assertDeliveredOnce(Client client) {
        for (String recipient : List.of("bob", "cid")) {
            JsonNode inbox = client.get("/api/inbox/" + recipient, Map.of("project", "p"))
                    .body();
            assertThat(inbox.path("messages").findValuesAsText("id")).containsExactly("once");
        }
        assertThat(events(client))
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

    private static List<JsonNode> events(Client client) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        long cursor = 0;
        do {
            page = client.get("/api/events", Map.of("project", "p", "since_cursor", cursor, "limit", 1000))
                    .body();
            page.path("events").forEach(events::add);
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return events;
    }
}
