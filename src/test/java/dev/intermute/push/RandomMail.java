package dev.intermute.push;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.PushClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who sends, repeats, overwrites, reads, acks and registers at random, and tells the witnesses what it did. */
final class RandomMail {
    /** Names that somebody may register for, and until then mailboxes. */
    static final List<String> NAMES = List.of("ann", "bob b", "c/d", "é%f", "eve", "fay");

    private final String base;
    private final Client client;
    private final String project = Api.freshProject();
    private final Random random;
    private final PushModel model = new PushModel();
    private final List<Client.Answer> agents = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private String padding = "";
    private int bodies;

    RandomMail(String base, Random random) {
        this.base = base;
        this.client = new Client(base);
        this.random = random;
    }

    PushModel model() {
        return model;
    }

    List<Witness> witnesses() {
        return witnesses;
    }

    /** Somebody who isn't listening yet. */
    Witness newWitness(String reference) {
        Witness witness = new Witness(model, base, project, reference);
        witnesses.add(witness);
        return witness;
    }

    /** Makes each body longer by so much from now on. */
    void padBodies(int length) {
        padding = "x".repeat(length);
    }

    void step() {
        int die = random.nextInt(69);
        if (die < 22 || model.mails().isEmpty()) {
            send("m" + model.mails().size(), content(any(references())));
        } else if (die < 27) {
            PushModel.Mail mail = any(model.mails());
            send(mail.id, shuffled(mail.now().content));
        } else if (die < 44) {
            PushModel.Mail mail = any(model.mails());
            send(mail.id, content(mail.now().content.from()));
        } else if (die < 62) {
            receipt(any(model.mails()), die < 53 ? "read" : "ack");
        } else {
            register();
        }
    }

    /** Sends something to everybody that there is, by all their names. */
    void sendToEverybody(String id) {
        send(id, new PushModel.Content("ann", references(), List.of(), List.of(), "to everybody" + padding));
    }

    /** The log, as everybody may read it. */
    List<JsonNode> log() {
        List<JsonNode> log = new ArrayList<>();
        client.get("/api/events", Map.of("project", project, "limit", 1000))
                .body()
                .path("events")
                .forEach(log::add);
        return log;
    }

    private void tell(PushModel.Logged event) {
        witnesses.forEach(witness -> witness.happened(event));
    }

    private void send(String id, PushModel.Content content) {
        Client.Answer answer = client.post(
                "/api/messages",
                Map.of(
                        "project", project,
                        "id", id,
                        "from", content.from(),
                        "to", content.to(),
                        "cc", content.cc(),
                        "bcc", content.bcc(),
                        "body", content.body()));
        PushModel.Mail known = model.mail(id);
        if (known != null && !known.sender.equals(model.mailboxOf(content.from()))) {
            assertThat(answer.status()).isEqualTo(409);
            return;
        }
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        if (known != null && known.now().content.body().equals(content.body())) {
            assertThat(answer.number("cursor")).isEqualTo(known.now().cursor);
            return;
        }
        tell(model.sent(id, content, answer.number("cursor")));
    }

    private void receipt(PushModel.Mail mail, String action) {
        String type = "message." + action;
        if (random.nextInt(10) == 0) {
            post(mail, action, Map.of("project", project));
            tell(model.receipt(type, mail, null, cursorOfThePublic(type)));
            return;
        }
        String reader = any(references().stream()
                .filter(reference -> mail.now().recipients.containsKey(model.mailboxOf(reference)))
                .toList());
        PushModel.Entry entry = mail.now().recipients.get(model.mailboxOf(reader));
        post(mail, action, Map.of("project", project, "agent", reader));
        boolean changes = action.equals("read") ? !entry.read : !entry.acked;
        entry.read = true;
        entry.acked = entry.acked || action.equals("ack");
        if (changes && entry.hidden) {
            Set<String> audience =
                    Stream.of(mail.sender, model.mailboxOf(reader)).collect(Collectors.toSet());
            tell(model.receipt(type, mail, audience, cursorOfThePrivate(type, mail)));
        } else if (changes) {
            tell(model.receipt(type, mail, null, cursorOfThePublic(type)));
        }
    }

    private void post(PushModel.Mail mail, String action, Object body) {
        Client.Answer answer = client.post("/api/messages/" + mail.id + "/" + action, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    /** The only event since the model's last that everyone may see. */
    private long cursorOfThePublic(String type) {
        JsonNode events = client.get("/api/events", Map.of("project", project, "since_cursor", model.head()))
                .body()
                .path("events");
        assertThat(events).hasSize(1);
        assertThat(events.path(0).path("type").asText()).isEqualTo(type);
        return events.path(0).path("cursor").asLong();
    }

    /** The only event since the model's last, and no answer tells its cursor: the sender is pushed it. */
    private long cursorOfThePrivate(String type, PushModel.Mail mail) {
        try (PushClient sender = PushClient.toAgent(base, project, mail.sender)
                .since(model.head())
                .open()) {
            JsonNode frame = sender.awaitFrames(1).get(0);
            assertThat(frame.path("type").asText()).isEqualTo(type);
            assertThat(frame.path("message_id").asText()).isEqualTo(mail.id);
            return frame.path("cursor").asLong();
        }
    }

    private void register() {
        boolean refresh = !agents.isEmpty() && random.nextInt(3) == 0;
        Client.Answer known = refresh ? any(agents) : null;
        Map<String, String> body = refresh
                ? Map.of("project", project, "name", any(NAMES), "session_id", known.text("session_id"))
                : Map.of("project", project, "name", any(NAMES));
        Client.Answer answer =
                client.post("/api/agents", body, refresh ? Map.of("X-Agent-Token", known.text("token")) : Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        String id = answer.text("agent_id");
        String name = answer.text("name");
        model.named(id, name);
        witnesses.forEach(witness -> witness.named(id, name));
        if (!refresh) {
            agents.add(answer);
        }
    }

    private PushModel.Content content(String from) {
        return new PushModel.Content(from, some(1), some(0), some(0), "body " + bodies++ + padding);
    }

    private PushModel.Content shuffled(PushModel.Content content) {
        return new PushModel.Content(
                content.from(),
                shuffled(content.to()),
                shuffled(content.cc()),
                shuffled(content.bcc()),
                content.body());
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
    List<String> references() {
        List<String> all = new ArrayList<>(NAMES);
        agents.forEach(agent -> all.add(agent.text("agent_id")));
        return all;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
