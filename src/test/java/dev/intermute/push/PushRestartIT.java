package dev.intermute.push;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PushClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The process ends under load and comes again, several times: who follows the log misses nothing that was acknowledged,
 * and sees nothing twice or out of order.
 */
class PushRestartIT {
    private static final int SENDERS = 8;
    private static final int FOLLOWERS_OF_EACH = 2;
    private static final int SENDS_BETWEEN = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The first of them are registered, the others are mailboxes. */
    private static final List<String> NAMES =
            IntStream.range(0, 6).mapToObj(i -> "name" + i).toList();

    private final Path folder = PackagedServer.freshFolder();
    private final Map<String, Long> acknowledged = new ConcurrentSkipListMap<>();
    private final CountDownLatch enough = new CountDownLatch(1);

    @Test
    void nothing_is_missed_or_seen_twice_over_stops_and_kills_under_load() throws Exception {
        PackagedServer server = PackagedServer.start(folder);
        String base = server.url();
        int port = URI.create(base).getPort();
        NAMES.subList(0, 3).forEach(name -> new Client(base).post("/api/agents", Map.of("project", "p", "name", name)));
        Map<Follower, String> followers = new LinkedHashMap<>();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            for (int i = 0; i < FOLLOWERS_OF_EACH; i++) {
                followers.put(Follower.start(() -> PushClient.toEvents(base, "p")), "");
                NAMES.forEach(name -> followers.put(Follower.start(() -> PushClient.toAgent(base, "p", name)), name));
            }
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String prefix = "s" + i + "-";
                sending.add(senders.submit(() -> send(base, prefix)));
            }
            for (boolean killed : List.of(false, true, false, true)) {
                awaitSends();
                awaitAll(followers.keySet());
                if (killed) {
                    server.kill();
                } else {
                    assertThat(server.terminate()).isZero();
                    assertThatAllWereTold(followers.keySet());
                }
                server.close();
                server = PackagedServer.startAt(port, folder);
                server.url();
            }
            awaitSends();
            enough.countDown();
            for (Future<?> one : sending) {
                one.get();
            }
            check(new Client(base), followers);
        } finally {
            enough.countDown();
            senders.shutdownNow();
            followers.keySet().forEach(Follower::close);
            server.close();
        }
    }

    private void awaitSends() {
        int before = acknowledged.size();
        Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.size() > before + SENDS_BETWEEN);
    }

    private static void awaitAll(Iterable<Follower> followers) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(followers).allMatch(Follower::isConnected));
    }

    /** Each has had an orderly goodbye since it was last connected, which it was just before the stop. */
    private static void assertThatAllWereTold(Iterable<Follower> followers) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(followers)
                        .allSatisfy(follower -> assertThat(follower.endings())
                                .last()
                                .satisfies(ending -> assertThat(ending.code()).isEqualTo(1001))));
    }

    /** One message after the other, each again and again until it is acknowledged. */
    private Void send(String base, String prefix) throws InterruptedException {
        Client client = new Client(base);
        for (int i = 0; enough.getCount() > 0; i++) {
            String id = prefix + i;
            Map<String, Object> message = Map.of(
                    "project",
                    "p",
                    "id",
                    id,
                    "from",
                    prefix,
                    "to",
                    recipients(id),
                    "bcc",
                    NAMES.subList(0, 1),
                    "body",
                    id);
            acknowledged.put(id, acknowledged(client, message));
        }
        return null;
    }

    private long acknowledged(Client client, Map<String, Object> message) throws InterruptedException {
        while (true) {
            try {
                Client.Answer answer = client.post("/api/messages", message);
                if (answer.status() == 200) {
                    return answer.number("cursor");
                }
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
            } catch (CompletionException nobodyThere) {
                assertThat(nobodyThere).hasCauseInstanceOf(IOException.class);
            }
            enough.await(20, TimeUnit.MILLISECONDS);
        }
    }

    private static List<String> recipients(String id) {
        int first = Math.floorMod(id.hashCode(), NAMES.size());
        return List.of(NAMES.get(first), NAMES.get((first + 1) % NAMES.size()));
    }

    private void check(Client client, Map<Follower, String> followers) {
        Map<Long, String> log = new TreeMap<>();
        long cursor = 0;
        JsonNode page;
        do {
            page = client.get("/api/events", Map.of("project", "p", "since_cursor", cursor, "limit", 1000))
                    .body();
            for (JsonNode event : page.path("events")) {
                assertThat(event.path("type").asText()).isEqualTo("message.created");
                log.put(event.path("cursor").asLong(), event.path("message_id").asText());
            }
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        acknowledged.forEach((id, at) -> assertThat(log).containsEntry(at, id));
        assertThat(log.values()).doesNotHaveDuplicates();

        int sockets = 0;
        for (Map.Entry<Follower, String> follower : followers.entrySet()) {
            List<Map.Entry<Long, String>> expected = log.entrySet().stream()
                    .filter(event -> follower.getValue().isEmpty() || gets(follower.getValue(), event.getValue()))
                    .toList();
            follower.getKey().awaitCursor(expected.get(expected.size() - 1).getKey());
            assertThat(follower.getKey().frames().stream()
                            .map(frame -> Map.entry(
                                    frame.path("cursor").asLong(),
                                    frame.path("message_id").asText()))
                            .toList())
                    .as("what '%s' saw", follower.getValue())
                    .isEqualTo(expected);
            sockets += follower.getKey().endings().size() + 1;
        }
        System.out.printf(
                "%d messages acknowledged, %d in the log; %d followers over %d sockets saw all that was theirs%n",
                acknowledged.size(), log.size(), followers.size(), sockets);
    }

    private static boolean gets(String name, String messageId) {
        return name.equals(NAMES.get(0)) || recipients(messageId).contains(name);
    }
}
