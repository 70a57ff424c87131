package dev.intermute.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL at random moments while clients of all kinds are at work, again and again on one database; now and then also
 * while the service starts, hence while SQLite brings back what the last life left in the log.
 */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    /** Draws what the clients do and when the ends come; threads still race each other. */
    private static final long SEED = Long.getLong("kill.seed", new Random().nextLong());

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WRITES_BEFORE = 200;
    private static final int LATEST_MILLIS = 1_500;
    private static final int REPEATED = 20;

    private final Random random = new Random(SEED);
    private final Path folder = PackagedServer.freshFolder();
    private final History history = new History();
    private final List<List<Long>> sockets = new ArrayList<>();
    private List<HistoryCheck.Logged> log = List.of();
    private long unanswered;
    private int found;
    private int killedInStart;

    @Test
    void what_was_answered_is_there_once_and_nothing_by_half_however_often_it_is_killed() throws Exception {
        System.out.printf("kill: seed %d%n", SEED);
        for (int round = 0; round < ROUNDS; round++) {
            killUnderLoad(round);
            if (random.nextInt(3) == 0) {
                killInStart();
            }
        }
        try (PackagedServer server = PackagedServer.start(folder)) {
            check(server.client());

            assertThat(server.terminate()).isZero();
            assertThat(server.err()).doesNotContain("Exception");
        }
        System.out.printf(
                "kill: %d kills under load, %d in a start; %,d writes answered, %,d signs of life, %,d reads; "
                        + "%d sends unanswered, of which %d were stored; %,d events, %,d of them seen; all there once%n",
                ROUNDS,
                killedInStart,
                history.answered(),
                history.signsOfLife.get(),
                history.reads.get(),
                unanswered,
                found,
                log.size(),
                history.seen.size());
    }

    private void killUnderLoad(int round) throws Exception {
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            if (round == 0) {
                MixedLoad.NAMES.forEach(
                        name -> client.post("/api/agents", Map.of("project", MixedLoad.PROJECT, "name", name)));
            } else {
                check(client);
            }
            MixedLoad load = new MixedLoad(history, client, "r" + round);
            PushClient socket =
                    PushClient.toEvents(server.url(), MixedLoad.PROJECT).open();
            long before = history.answered();
            load.start(random);
            Awaitility.await().atMost(PATIENCE).until(() -> history.answered() > before + WRITES_BEFORE);
            pauseAtRandom();

            server.kill();

            load.awaitEnd();
            socket.awaitEnd();
            sockets.add(seenBy(socket));
        }
    }

    private void killInStart() throws InterruptedException {
        try (PackagedServer server = PackagedServer.start(folder)) {
            pauseAtRandom();
            server.kill();
            killedInStart++;
        }
    }

    /** The moment of the kill is the one thing here that nothing can be awaited for. */
    private void pauseAtRandom() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_MILLIS));
    }

    private List<Long> seenBy(PushClient socket) {
        List<Long> cursors = new ArrayList<>();
        for (JsonNode frame : socket.frames()) {
            cursors.add(frame.path("cursor").asLong());
            history.saw(
                    frame.path("cursor").asLong(),
                    frame.path("message_id").asText(frame.path("entity_id").asText()));
        }
        return cursors;
    }

    private void check(Client client) throws Exception {
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            Wholeness.check(database);
            HistoryCheck check = new HistoryCheck(history, database);
            check.everything();
            sockets.forEach(check::hasWithoutGap);
            assertThat(check.log().subList(0, log.size()))
                    .as("what was in the log stays there")
                    .isEqualTo(log);

            unanswered += history.sent.values().stream()
                    .filter(one -> one.open().isPresent())
                    .count();
            found += check.tryAgain(client);
            history.sent.keySet().stream().limit(REPEATED).forEach(id -> check.repeat(client, id));
            assertThat(next(client)).as("cursors grow").isGreaterThan(check.head());

            Wholeness.check(database);
            HistoryCheck after = new HistoryCheck(history, database);
            after.everything();
            log = after.log();
        }
    }

    private long next(Client client) {
        String id = "after-" + log.size();
        Map<String, Object> content =
                Map.of("project", MixedLoad.PROJECT, "id", id, "from", "name0", "to", List.of("name1"), "body", "next");
        History.Sent one = new History.Sent();
        one.trying(content);
        history.sent.put(id, one);
        long cursor = client.post("/api/messages", content).number("cursor");
        one.answered(cursor);
        return cursor;
    }
}
