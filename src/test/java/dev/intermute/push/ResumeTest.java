package dev.intermute.push;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Client;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A subscriber that was away gets what it missed and then what comes: no gap, no duplicate, in order. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ResumeTest {
    /** More than a page of any list. */
    private static final int MANY = 1_200;

    private static final int SENDERS = 16;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private Registered bob;

    @BeforeEach
    void register() {
        bob = Api.register(project, "bob");
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_cursor_gives_what_was_missed_once_and_in_order_and_then_what_comes() {
        List<Sent> sent = send(5);

        RawWebSocket socket = sockets.agentSince(sent.get(1).cursor(), "bob");
        Sent live = send();

        for (Sent missed : sent.subList(2, 5)) {
            TestSockets.isMessage(socket.json(), "message.created", missed, bob.agent_id());
        }
        TestSockets.isMessage(socket.json(), "message.created", live, bob.agent_id());
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void a_cursor_beyond_the_end_of_the_log_gives_what_comes() {
        Sent last = send(2).get(1);

        RawWebSocket socket = sockets.agentSince(last.cursor() + 1_000_000, "bob");
        Sent live = send();

        TestSockets.isMessage(socket.json(), "message.created", live, bob.agent_id());
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void the_cursor_of_the_last_event_gives_only_what_comes() {
        Sent last = send(2).get(1);

        RawWebSocket socket = sockets.agentSince(last.cursor(), "bob");
        Sent live = send();

        TestSockets.isMessage(socket.json(), "message.created", live, bob.agent_id());
    }

    @Test
    void zero_reads_from_the_oldest() {
        List<Sent> sent = send(3);

        RawWebSocket socket = sockets.agentSince(0, "bob");

        for (Sent missed : sent) {
            TestSockets.isMessage(socket.json(), "message.created", missed, bob.agent_id());
        }
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void without_a_cursor_only_what_comes_is_sent() {
        send(3);

        RawWebSocket socket = sockets.agent("bob");
        Sent live = send();

        TestSockets.isMessage(socket.json(), "message.created", live, bob.agent_id());
    }

    @Test
    void an_event_is_the_same_live_and_in_a_replay() {
        RawWebSocket live = sockets.agent("bob");
        Sent first = Mail.in(project)
                .from("alice")
                .to("bob")
                .cc("carol")
                .thread("plan")
                .send();
        sockets.read(first.id(), "bob");
        sockets.ack(first.id(), "carol");
        send(1);

        RawWebSocket replay = sockets.agentSince(first.cursor() - 1, "bob");

        assertThat(replay.json(4)).isEqualTo(live.json(4));
    }

    @Test
    void a_replay_shows_a_message_as_it_is_now() {
        Mail mail = Mail.in(project).id("m1").from("alice").to("bob");
        Sent created = mail.body("draft").send();
        Sent updated = mail.body("final").send();

        RawWebSocket socket = sockets.agentSince(0, "bob");

        JsonNode creation = socket.json();
        JsonNode change = socket.json();
        TestSockets.isMessage(creation, "message.created", created, bob.agent_id());
        TestSockets.isMessage(change, "message.updated", updated, bob.agent_id());
        assertThat(creation.at("/message/body").asText()).isEqualTo("final");
        assertThat(change.at("/message/body").asText()).isEqualTo("final");
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void a_replay_gives_no_message_to_who_is_no_longer_its_recipient() {
        Mail.in(project).id("m1").from("alice").to("bob", "carol").send();
        Mail.in(project).id("m1").from("alice").to("carol").send();

        RawWebSocket socket = sockets.agentSince(0, "bob");

        sockets.hasNoMore("bob", socket);
    }

    @Test
    void a_replay_has_nothing_of_another_project() {
        String other = Api.freshProject();
        Mail.in(other).from("alice").to("bob").send();
        Sent own = send();

        RawWebSocket socket = sockets.agentSince(0, "bob");
        RawWebSocket events = sockets.eventsSince(0);

        TestSockets.isMessage(socket.json(), "message.created", own, bob.agent_id());
        TestSockets.isMessage(events.json(), "message.created", own, null);
    }

    @Test
    void a_cursor_before_the_projects_first_event_is_no_less_good_than_another() {
        Sent elsewhere = Mail.in(Api.freshProject()).from("alice").to("bob").send();
        Mail.in(Api.freshProject()).from("alice").to("bob").send();
        RawWebSocket early = sockets.agentSince(elsewhere.cursor(), "bob");

        Sent own = send();
        RawWebSocket late = sockets.agentSince(elsewhere.cursor(), "bob");

        TestSockets.isMessage(early.json(), "message.created", own, bob.agent_id());
        TestSockets.isMessage(late.json(), "message.created", own, bob.agent_id());
    }

    @Test
    void a_long_absence_is_made_up_for() {
        List<Sent> sent = inCursorOrder(sendManyAtOnce(MANY));

        RawWebSocket socket = sockets.agentSince(0, "bob");
        RawWebSocket events = sockets.eventsSince(0);

        assertThat(cursors(socket.json(MANY))).isEqualTo(cursorsOf(sent));
        assertThat(cursors(events.json(MANY))).isEqualTo(cursorsOf(sent));
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void mail_among_much_that_is_for_others_is_found() {
        Sent first = send();
        sendManyAtOnce("carol", MANY).forEach(CompletableFuture::join);
        Sent last = send();

        RawWebSocket socket = sockets.agentSince(first.cursor(), "bob");

        TestSockets.isMessage(socket.json(), "message.created", last, bob.agent_id());
    }

    @Test
    void who_comes_and_goes_while_others_write_misses_nothing_and_gets_nothing_twice() {
        List<CompletableFuture<Sent>> sending = sendManyAtOnce(MANY);

        List<Long> got = new ArrayList<>();
        long cursor = 0;
        while (got.size() < MANY) {
            try (RawWebSocket socket = sockets.agentSince(cursor, "bob")) {
                int count = Math.min(1 + got.size() / 7, MANY - got.size());
                got.addAll(cursors(socket.json(count)));
                cursor = got.get(got.size() - 1);
            }
        }

        assertThat(got).isEqualTo(cursorsOf(inCursorOrder(sending)));
    }

    private Sent send() {
        return send(1).get(0);
    }

    private List<Sent> send(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Mail.in(project).from("alice").to("bob").send())
                .toList();
    }

    private List<CompletableFuture<Sent>> sendManyAtOnce(int count) {
        return sendManyAtOnce("bob", count);
    }

    private List<CompletableFuture<Sent>> sendManyAtOnce(String recipient, int count) {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Map<String, Object> body =
                Map.of("project", project, "from", "alice", "to", List.of(recipient), "body", "x".repeat(1_000));
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        List<CompletableFuture<Sent>> sending = IntStream.range(0, count)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.post("/api/messages", body), senders)
                        .thenApply(answer -> new Sent(answer.text("message_id"), answer.number("cursor"))))
                .toList();
        senders.shutdown();
        return sending;
    }

    private static List<Sent> inCursorOrder(List<CompletableFuture<Sent>> sending) {
        return sending.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparingLong(Sent::cursor))
                .toList();
    }

    private static List<Long> cursorsOf(List<Sent> sent) {
        return sent.stream().map(Sent::cursor).toList();
    }

    private static List<Long> cursors(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.path("cursor").asLong()).toList();
    }
}
