package dev.intermute.push;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many write at once, and those who listen come and go all the time: what each has seen in all its sockets together is
 * the log, filtered for it, once and in order. What hidden recipients did isn't in the log that everyone may read: the
 * senders tell it.
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class PushConcurrencyTest {
    private static final int WRITERS = 6;
    private static final int STEPS = 250;
    private static final int MESSAGES_EACH = 20;
    private static final int SUBSCRIBERS = 24;
    private static final String LAST = "the last message";
    /** Who goes before anything has come has made the service read for nothing; most are more patient. */
    private static final Duration IMPATIENCE = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Some are registered before, some while mail comes in, and some never. */
    private static final List<String> NAMES =
            IntStream.range(0, 8).mapToObj(i -> "name" + i).toList();

    private static final int REGISTERED_BEFORE = 3;
    private static final int REGISTERED_AT_ALL = 6;
    private static final int SENDS_BETWEEN_REGISTRATIONS = STEPS / 2;
    /** Of them, too, some are registered while they send, and the others never. */
    private static final List<String> SENDERS =
            IntStream.range(0, WRITERS).mapToObj(i -> "w" + i + "-").toList();

    private static final int SENDERS_REGISTERED = 2;

    @TestHTTPResource("/")
    URL url;

    private final String project = Api.freshProject();
    private final Map<String, String> idByName = new TreeMap<>();
    private final ConcurrentSkipListMap<Long, Sent> sent = new ConcurrentSkipListMap<>();
    private String base;
    private Client client;

    /** A send that was accepted. */
    private record Sent(String id, PushModel.Content content) {}

    /** All that somebody saw, over all its sockets. */
    private record View(String reference, List<Seen> frames, int sockets) {}

    /** A frame, and what was in the log already before its socket was opened. */
    private record Seen(JsonNode frame, long notBefore) {}

    /** A seed draws what is done, not who is faster: that differs in each run, also of the same seed. */
    static LongStream seeds() {
        return LongStream.of(1, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void who_resumes_from_its_last_cursor_has_the_whole_log_filtered_for_it(long seed) throws Exception {
        base = url.toString().replaceAll("/$", "");
        client = new Client(base);
        NAMES.subList(0, REGISTERED_BEFORE).forEach(this::register);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<View> views = new ArrayList<>();
        try {
            List<Future<View>> following = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                String reference = reference(i);
                Random random = new Random(seed * 37 + i);
                following.add(threads.submit(() -> follow(reference, random)));
            }
            for (String sender : SENDERS) {
                Random random = new Random(seed * 41 + sender.hashCode());
                following.add(threads.submit(() -> follow(sender, random)));
            }
            List<Future<?>> writing = new ArrayList<>();
            for (String sender : SENDERS) {
                Random random = new Random(seed * 31 + SENDERS.indexOf(sender));
                writing.add(threads.submit(new Writer(sender, random)::write));
            }
            NAMES.subList(REGISTERED_BEFORE, REGISTERED_AT_ALL).forEach(this::registerAfterSome);
            SENDERS.subList(0, SENDERS_REGISTERED).forEach(this::registerAfterSome);
            for (Future<?> one : writing) {
                one.get();
            }
            send("last", new PushModel.Content("nobody", NAMES, SENDERS, List.of(), LAST));
            for (Future<View> one : following) {
                views.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        PushModel model = replay();
        views.forEach(view -> check(model, view));
        System.out.printf(
                "seed %d: %d events, %d of them private, seen by %d subscribers over %d sockets%n",
                seed,
                model.cursors().size(),
                model.after(0).stream().filter(event -> !event.isOpen()).count(),
                views.size(),
                views.stream().mapToInt(View::sockets).sum());
    }

    /** Every third follows all events; of the others some are named by id. */
    private String reference(int subscriber) {
        String name = NAMES.get(subscriber % NAMES.size());
        return subscriber % 3 == 0 ? null : subscriber > SUBSCRIBERS / 2 ? idByName.getOrDefault(name, name) : name;
    }

    private void register(String name) {
        Client.Answer answer = client.post("/api/agents", Map.of("project", project, "name", name));
        assertThat(answer.text("name")).isEqualTo(name);
        idByName.put(name, answer.text("agent_id"));
    }

    /** So that its mailbox has mail by then, and its socket is in use. */
    private void registerAfterSome(String name) {
        int before = sent.size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sent.size() > before + SENDS_BETWEEN_REGISTRATIONS);
        register(name);
    }

    private View follow(String reference, Random random) {
        List<Seen> seen = new ArrayList<>();
        long last = 0;
        int sockets = 0;
        while (seen.isEmpty() || !LAST.equals(body(seen.get(seen.size() - 1).frame()))) {
            PushClient.Opening opening = reference == null
                    ? PushClient.toEvents(base, project)
                    : PushClient.toAgent(base, project, reference);
            long known = sent.isEmpty() ? 0 : sent.lastKey();
            PushClient socket = opening.since(last).open();
            socket.awaitFrames(1 + random.nextInt(40), random.nextInt(4) == 0 ? IMPATIENCE : PATIENCE);
            if (random.nextBoolean()) {
                socket.close();
            } else {
                socket.abort();
            }
            socket.frames().forEach(frame -> seen.add(new Seen(frame, known)));
            last = socket.lastCursor();
            sockets++;
            assertThat(sockets)
                    .as("sockets of %s, which has seen %d frames", reference, seen.size())
                    .isLessThan(5000);
        }
        return new View(reference, seen, sockets);
    }

    private static String body(JsonNode frame) {
        return frame.path("message").path("body").asText();
    }

    /** Has messages of its own, so that their versions are in the order in which it sends them. */
    private final class Writer {
        private final String prefix;
        private final Random random;
        private final Map<String, PushModel.Content> latest = new HashMap<>();

        Writer(String prefix, Random random) {
            this.prefix = prefix;
            this.random = random;
        }

        void write() {
            for (int step = 0; step < STEPS; step++) {
                String id = prefix + random.nextInt(MESSAGES_EACH);
                int die = random.nextInt(10);
                if (die < 7 || !latest.containsKey(id)) {
                    latest.put(id, content(id, "text " + step));
                    send(id, latest.get(id));
                } else if (die < 8) {
                    send(id, latest.get(id));
                } else if (die < 9) {
                    read(id, Map.of("project", project));
                } else {
                    read(
                            id,
                            Map.of(
                                    "project",
                                    project,
                                    "agent",
                                    any(latest.get(id).bcc())));
                }
            }
        }

        private void read(String id, Map<String, String> body) {
            Client.Answer answer = client.post("/api/messages/" + id + "/read", body);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        }

        /** To somebody who gets all versions of the message, and to others who get some. */
        private PushModel.Content content(String id, String text) {
            String always = NAMES.get(Math.floorMod(id.hashCode(), NAMES.size()));
            return new PushModel.Content(
                    prefix, List.of(always), List.of(anybody()), List.of(anybody(), anybody()), text);
        }

        private String anybody() {
            return any(NAMES);
        }

        private String any(List<String> names) {
            return names.get(random.nextInt(names.size()));
        }
    }

    private void send(String id, PushModel.Content content) {
        Map<String, Object> body = new HashMap<>();
        body.put("project", project);
        body.put("id", id);
        body.put("from", content.from());
        body.put("to", content.to());
        body.put("cc", content.cc());
        body.put("bcc", content.bcc());
        body.put("body", content.body());
        Client.Answer answer = client.post("/api/messages", body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        sent.put(answer.number("cursor"), new Sent(id, content));
    }

    /** Takes the log for the order, and what was sent for the content. Whose name is whose is known from the end. */
    private PushModel replay() {
        PushModel model = new PushModel();
        idByName.forEach((name, id) -> model.named(id, name));
        Map<Long, JsonNode> open = openLog();
        Map<Long, JsonNode> all = new TreeMap<>(open);
        SENDERS.forEach(sender -> receiptsSeenBy(sender).forEach(receipt -> all.put(cursor(receipt), receipt)));
        all.forEach((cursor, event) -> {
            String type = event.path("type").asText();
            if (type.equals("message.read")) {
                PushModel.Mail mail = model.mail(event.path("message_id").asText());
                String reader = event.at("/data/agent").asText();
                Set<String> audience = open.containsKey(cursor) ? null : Set.of(mail.sender, model.mailboxOf(reader));
                model.receipt(type, mail, audience, cursor);
            } else {
                Sent one = sent.get(cursor);
                assertThat(model.sent(one.id(), one.content(), cursor).type()).isEqualTo(type);
            }
        });
        assertThat(model.cursors()).as("every answer's cursor is in the log").containsAll(sent.keySet());
        return model;
    }

    /** What everyone may read. */
    private Map<Long, JsonNode> openLog() {
        Map<Long, JsonNode> log = new TreeMap<>();
        long cursor = 0;
        JsonNode page;
        do {
            page = client.get("/api/events", Map.of("project", project, "since_cursor", cursor, "limit", 1000))
                    .body();
            page.path("events").forEach(event -> log.put(cursor(event), event));
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return log;
    }

    private List<JsonNode> receiptsSeenBy(String sender) {
        try (PushClient socket =
                PushClient.toAgent(base, project, sender).since(0).open()) {
            socket.await(frame -> LAST.equals(body(frame)));
            return socket.frames().stream()
                    .filter(frame -> frame.path("type").asText().equals("message.read"))
                    .toList();
        }
    }

    private static long cursor(JsonNode frame) {
        return frame.path("cursor").asLong();
    }

    private void check(PushModel model, View view) {
        String mailbox = view.reference() == null ? null : model.mailboxOf(view.reference());
        List<Long> seen = new ArrayList<>();
        for (Seen one : view.frames()) {
            new FrameCheck(model, project, mailbox, one.notBefore()).check(one.frame());
            seen.add(cursor(one.frame()));
        }
        assertThat(seen)
                .as("the cursors that %s saw", view.reference())
                .isSortedAccordingTo(Long::compare)
                .doesNotHaveDuplicates()
                .containsAll(model.after(0).stream()
                        .filter(event -> mailbox == null ? event.isOpen() : event.concernsAlways(mailbox))
                        .map(PushModel.Logged::cursor)
                        .toList());
    }
}
