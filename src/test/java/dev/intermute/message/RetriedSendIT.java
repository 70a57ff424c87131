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
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that heard no answer sends again: to the same process, or to the next one on the same file. */
class RetriedSendIT {
    private static final int CLIENTS = 64;

    /** Each life of the process has a project of its own, so that nothing that was there before helps. */
    private static final String BEFORE_THE_KILL = "before-the-kill";

    private static final String BEFORE_THE_STOP = "before-the-stop";

    private final Path folder = PackagedServer.freshFolder();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> tried = new ConcurrentSkipListSet<>();

    @Test
    void what_is_sent_again_is_there_once_and_what_was_acknowledged_before_a_kill_is_there() throws Exception {
        Set<JsonNode> beforeTheKill;
        try (PackagedServer first = PackagedServer.start(folder)) {
            Client client = first.client();
            beforeTheKill = deliveredOnce(client, BEFORE_THE_KILL);
            killWhileManySend(first, client);
        }

        Set<JsonNode> beforeTheStop;
        try (PackagedServer second = PackagedServer.start(folder)) {
            Client client = second.client();
            assertRepeatedOnceMore(client, BEFORE_THE_KILL, beforeTheKill);
            assertThereOnce(client);
            beforeTheStop = deliveredOnce(client, BEFORE_THE_STOP);
            assertThat(second.terminate()).isZero();
        }

        try (PackagedServer third = PackagedServer.start(folder)) {
            Client client = third.client();
            assertRepeatedOnceMore(client, BEFORE_THE_KILL, beforeTheKill);
            assertRepeatedOnceMore(client, BEFORE_THE_STOP, beforeTheStop);
        }
    }

    /** However many clients send it at once. */
    private static Set<JsonNode> deliveredOnce(Client client, String project) {
        Set<JsonNode> answers = sendAtOnce(client, project);
        assertThat(answers).hasSize(1);
        assertDeliveredOnce(client, project);
        return answers;
    }

    private static void assertRepeatedOnceMore(Client client, String project, Set<JsonNode> answers) {
        assertDeliveredOnce(client, project);
        assertThat(sendAtOnce(client, project)).isEqualTo(answers);
        assertDeliveredOnce(client, project);
    }

    private void killWhileManySend(PackagedServer server, Client client) throws InterruptedException {
        var senders = Executors.newFixedThreadPool(8);
        try {
            for (int sender = 0; sender < 8; sender++) {
                String prefix = "s" + sender + "-";
                senders.execute(() -> sendUntilItFails(client, prefix));
            }
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> acknowledged.size() > 300);
            server.kill();
        } finally {
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void assertThereOnce(Client client) {
        assertThat(inbox(client)).containsAll(acknowledged).doesNotHaveDuplicates();
        tried.forEach(id -> assertThat(
                        client.post("/api/messages", message("p", id)).status())
                .isEqualTo(200));
        assertThat(inbox(client)).containsExactlyInAnyOrderElementsOf(tried);
        List<JsonNode> events = events(client, "p");
        assertThat(events).hasSameSizeAs(tried);
        assertThat(events.stream().map(event -> event.path("cursor").asLong()))
                .as("no gap behind the one message before: nothing else was written")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, events.size() + 1).boxed().toList());
    }

    private void sendUntilItFails(Client client, String prefix) {
        try {
            for (int i = 0; ; i++) {
                tried.add(prefix + i);
                if (client.post("/api/messages", message("p", prefix + i)).status() == 200) {
                    acknowledged.add(prefix + i);
                }
            }
        } catch (CompletionException killed) {
            assertThat(killed).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private static Map<String, Object> message(String project, String id) {
        return Map.of(
                "project",
                project,
                "id",
                id,
                "from",
                "ann",
                "to",
                List.of("bob", "cid"),
                "thread_id",
                "t",
                "body",
                "hello");
    }

    private static Set<JsonNode> sendAtOnce(Client client, String project) {
        List<CompletableFuture<Client.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sent.add(client.postAsync("/api/messages", message(project, "once"), Map.of()));
        }
        return sent.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.status()).isEqualTo(200))
                .map(Client.Answer::body)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void assertDeliveredOnce(Client client, String project) {
        for (String recipient : List.of("bob", "cid")) {
            JsonNode inbox = client.get("/api/inbox/" + recipient, Map.of("project", project))
                    .body();
            assertThat(inbox.path("messages").findValuesAsText("id")).containsExactly("once");
        }
        assertThat(events(client, project))
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
