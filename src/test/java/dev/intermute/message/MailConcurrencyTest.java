package dev.intermute.message;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients at once: what they were answered, put in the order of the log, is a history that one client could have
 * made. (No bcc here: its receipts are in no log that everyone may read.)
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class MailConcurrencyTest {
    private static final int CLIENTS = 8;
    private static final int STEPS = 40;
    private static final int MESSAGES = 25;
    private static final List<String> THREADS = List.of("t0", "t1");
    private static final List<String> NAMES =
            IntStream.range(0, 5).mapToObj(i -> "name" + i).toList();

    @TestHTTPResource("/")
    URL base;

    private final String project = Api.freshProject();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, String> idByName = new TreeMap<>();

    /** A send that was accepted, with its answer. */
    private record Sent(String id, MailModel.Content content, long cursor) {}

    static LongStream seeds() {
        return LongStream.of(1, 2, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_many_clients_did_is_what_one_could_have_done_in_the_order_of_the_log(long seed) throws Exception {
        Client client = new Client(base.toString().replaceAll("/$", ""));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed * 31 + i);
                running.add(clients.submit(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        step(client, random);
                    }
                }));
            }
            running.add(clients.submit(() -> registerEverybody(client)));
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }

        MailModel model = replay(client);
        new MailCheck(client, project, model, new Random(seed)).everything(NAMES, THREADS);
        new MailCheck(client, project, model, new Random(seed)).everything(idByName.values(), THREADS);
    }

    private void step(Client client, Random random) {
        String id = "m" + random.nextInt(MESSAGES);
        int die = random.nextInt(10);
        if (die < 5) {
            send(client, id, random);
        } else {
            Client.Answer answer = client.post(
                    "/api/messages/" + id + (die < 8 ? "/read" : "/ack"),
                    Map.of("project", project, "agent", any(NAMES, random)));
            assertThat(answer.status()).isIn(200, 404);
        }
    }

    /** One of few contents, so that the same is sent again and again: each message has one sender. */
    private void send(Client client, String id, Random random) {
        int variant = random.nextInt(3);
        Random choice = new Random(id.hashCode() * 31L + variant);
        String from = NAMES.get(Math.floorMod(id.hashCode(), NAMES.size()));
        MailModel.Content content = new MailModel.Content(
                from,
                List.of(any(NAMES, choice), any(NAMES, choice)),
                List.of(any(NAMES, choice)),
                List.of(),
                choice.nextInt(3) == 0 ? null : any(THREADS, choice),
                "variant " + variant,
                choice.nextBoolean());
        Map<String, Object> body = new HashMap<>();
        body.put("project", project);
        body.put("id", id);
        body.put("from", from);
        body.put("to", content.to());
        body.put("cc", content.cc());
        body.put("thread_id", content.thread());
        body.put("body", content.body());
        body.put("ack_required", content.ackRequired());
        Client.Answer answer = client.post("/api/messages", body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        sent.add(new Sent(id, content, answer.number("cursor")));
    }

    private void registerEverybody(Client client) {
        for (String name : NAMES) {
            Client.Answer answer = client.post("/api/agents", Map.of("project", project, "name", name));
            assertThat(answer.text("name")).isEqualTo(name);
            idByName.put(name, answer.text("agent_id"));
        }
    }

    /** Takes the log for the order, and the answers for what was done. Whose mail is whose is known from the end. */
    private MailModel replay(Client client) {
        Map<Long, Set<MailModel.Content>> byCursor = sent.stream()
                .collect(Collectors.groupingBy(Sent::cursor, Collectors.mapping(Sent::content, Collectors.toSet())));
        assertThat(byCursor.values())
                .as("answers with the same cursor are to the same send")
                .allSatisfy(contents -> assertThat(contents).hasSize(1));
        MailModel model = new MailModel();
        idByName.forEach((name, id) -> model.named(id, name));
        JsonNode log = client.get("/api/events", Map.of("project", project, "limit", 1000))
                .body();
        assertThat(log.path("has_more").asBoolean()).isFalse();
        for (JsonNode event : log.path("events")) {
            apply(model, event, byCursor);
        }
        assertThat(byCursor).as("every answer's cursor is in the log").isEmpty();
        return model;
    }

    private void apply(MailModel model, JsonNode event, Map<Long, Set<MailModel.Content>> byCursor) {
        String type = event.path("type").asText();
        String id = event.path("message_id").asText();
        JsonNode data = event.path("data");
        String agent = data.path("agent").asText();
        switch (type) {
            case "message.created", "message.updated" -> {
                long cursor = event.path("cursor").asLong();
                assertThat(byCursor).containsKey(cursor);
                assertThat(model.mail(id).isPresent()).isEqualTo(type.equals("message.updated"));
                model.sent(id, byCursor.remove(cursor).iterator().next(), cursor);
            }
            case "message.read" ->
                model.read(
                        model.entry(id, agent).orElseThrow(),
                        agent,
                        data.path("read_at").asText());
            default ->
                model.acked(
                        model.entry(id, agent).orElseThrow(),
                        agent,
                        data.path("ack_at").asText());
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
