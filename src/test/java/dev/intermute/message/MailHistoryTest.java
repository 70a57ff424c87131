package dev.intermute.message;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Any order of sends, retries, overwrites, receipts and registrations leaves what the model says. */
@QuarkusTest
@WithTestResource(TestServer.class)
class MailHistoryTest {
    private static final int STEPS = 120;
    private static final List<String> THREADS = List.of("t0", "t/1", "t 2");
    /** Names that somebody may register for, and until then mailboxes. */
    private static final List<String> NAMES =
            IntStream.range(0, 6).mapToObj(i -> "name" + i).toList();

    @TestHTTPResource("/")
    URL base;

    static LongStream seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 3), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_list_is_what_the_model_says_after_any_history(long seed) {
        Client client = new Client(base.toString().replaceAll("/$", ""));
        History history = new History(client, Api.freshProject(), new Random(seed));

        for (int step = 0; step < STEPS; step++) {
            history.step();
        }

        history.check();
    }

    private static final class History {
        private final Client client;
        private final String project;
        private final Random random;
        private final MailModel model = new MailModel();
        private final List<Client.Answer> agents = new ArrayList<>();
        private long last;

        History(Client client, String project, Random random) {
            this.client = client;
            this.project = project;
            this.random = random;
        }

        void check() {
            new MailCheck(client, project, model, random).everything(references(), THREADS);
        }

        void step() {
            int die = random.nextInt(100);
            if (die < 35 || model.mails().isEmpty()) {
                send("m" + model.mails().size(), content(any(references())));
            } else if (die < 45) {
                MailModel.Mail mail = any(model.mails());
                send(mail.id, shuffled(mail.content));
            } else if (die < 60) {
                MailModel.Mail mail = any(model.mails());
                send(mail.id, content(random.nextInt(4) == 0 ? any(references()) : mail.content.from()));
            } else if (die < 90) {
                receipt(die < 75 ? "read" : "ack");
            } else {
                register();
            }
        }

        private void send(String id, MailModel.Content content) {
            Client.Answer answer = client.post("/api/messages", body(id, content));
            MailModel.Mail known = model.mail(id).orElse(null);
            if (known != null && !known.sender.equals(model.mailboxOf(content.from()))) {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.text("error")).isEqualTo("already_exists");
                return;
            }
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(answer.text("message_id")).isEqualTo(id);
            if (known != null && content.sameAs(known.content)) {
                assertThat(answer.number("cursor")).isEqualTo(known.cursor);
                return;
            }
            assertThat(answer.number("cursor")).isGreaterThan(last);
            last = answer.number("cursor");
            model.sent(id, content, last);
        }

        private Map<String, Object> body(String id, MailModel.Content content) {
            Map<String, Object> body = new HashMap<>();
            body.put("project", project);
            body.put("id", id);
            body.put("from", content.from());
            body.put("to", content.to());
            body.put("cc", content.cc());
            body.put("bcc", content.bcc());
            body.put("thread_id", content.thread());
            body.put("body", content.body());
            body.put("ack_required", content.ackRequired());
            return body;
        }

        private void receipt(String action) {
            String id = random.nextInt(15) == 0 ? "unheard-of" : any(model.mails()).id;
            String reader = random.nextInt(10) == 0 ? null : readerOf(id);
            Client.Answer answer = client.post(
                    "/api/messages/" + id + "/" + action,
                    reader == null ? Map.of("project", project) : Map.of("project", project, "agent", reader));
            if (model.mail(id).isEmpty()) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.text("error")).isEqualTo("message_not_found");
            } else if (reader == null) {
                assertThat(answer.status()).isEqualTo(200);
                model.happenedWithoutReader("message." + action, id);
            } else if (model.entry(id, reader).isEmpty()) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.text("error")).isEqualTo("not_a_recipient");
            } else {
                MailModel.Entry entry = model.entry(id, reader).get();
                assertThat(answer.status()).isEqualTo(200);
                if (action.equals("read")) {
                    model.read(entry, reader, answer.text("read_at"));
                } else {
                    model.acked(entry, reader, answer.text("ack_at"));
                }
                assertThat(answer.text("read_at")).isEqualTo(entry.readAt);
                assertThat(answer.text("ack_at")).isEqualTo(entry.ackAt);
            }
        }

        /** Somebody, more often than not a recipient. */
        private String readerOf(String id) {
            List<String> recipients = references().stream()
                    .filter(reference -> model.entry(id, reference).isPresent())
                    .toList();
            return recipients.isEmpty() || random.nextInt(4) == 0 ? any(references()) : any(recipients);
        }

        private void register() {
            String wanted = any(NAMES);
            boolean refresh = !agents.isEmpty() && random.nextBoolean();
            Client.Answer known = refresh ? any(agents) : null;
            Client.Answer answer = refresh
                    ? client.post(
                            "/api/agents",
                            Map.of("project", project, "name", wanted, "session_id", known.text("session_id")),
                            Map.of("X-Agent-Token", known.text("token")))
                    : client.post("/api/agents", Map.of("project", project, "name", wanted));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            String id = answer.text("agent_id");
            String holder = model.mailboxOf(wanted);
            boolean free = holder.equals(wanted) || holder.equals(id);
            assertThat(answer.text("name").equals(wanted)).isEqualTo(free);
            assertThat(answer.text("requested_name")).isEqualTo(free ? null : wanted);
            model.named(id, answer.text("name"));
            if (refresh) {
                assertThat(id).isEqualTo(known.text("agent_id"));
            } else {
                agents.add(answer);
            }
            model.inbox(id).stream()
                    .filter(entry -> entry.readAt == null)
                    .findFirst()
                    .ifPresentOrElse(
                            oldest -> assertThat(answer.number("cursor")).isEqualTo(oldest.mail.cursor - 1),
                            () -> assertThat(answer.number("cursor")).isGreaterThanOrEqualTo(last));
        }

        private MailModel.Content content(String from) {
            List<String> to = some(1);
            return new MailModel.Content(
                    from,
                    to,
                    some(0),
                    some(0),
                    random.nextInt(3) == 0 ? null : any(THREADS),
                    "body " + random.nextInt(1000),
                    random.nextBoolean());
        }

        private MailModel.Content shuffled(MailModel.Content content) {
            return new MailModel.Content(
                    content.from(),
                    shuffled(content.to()),
                    shuffled(content.cc()),
                    shuffled(content.bcc()),
                    content.thread(),
                    content.body(),
                    content.ackRequired());
        }

        private List<String> shuffled(List<String> list) {
            List<String> shuffled = new ArrayList<>(list);
            Collections.shuffle(shuffled, random);
            return shuffled;
        }

        private List<String> some(int atLeast) {
            return IntStream.range(0, atLeast + random.nextInt(3))
                    .mapToObj(i -> any(references()))
                    .toList();
        }

        /** Every text that may name somebody: names, taken or not, and ids. */
        private List<String> references() {
            List<String> all = new ArrayList<>(NAMES);
            agents.forEach(agent -> all.add(agent.text("agent_id")));
            return all;
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
