package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** The socket of a whole project. */
@QuarkusTest
@WithTestResource(TestServer.class)
class EventsPushTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void each_change_is_one_frame_whatever_the_number_of_recipients() {
        RawWebSocket socket = sockets.events();

        Sent first = Mail.in(project)
                .from("alice")
                .to("bob", "carol")
                .cc("dave")
                .bcc("erin")
                .send();
        Sent second = Mail.in(project).from("bob").to("alice").send();

        TestSockets.isMessage(socket.json(), "message.created", first, null);
        TestSockets.isMessage(socket.json(), "message.created", second, null);
        sockets.hasNoMore("somebody", socket);
    }

    @Test
    void a_message_frame_has_neither_agent_nor_hidden_recipients() {
        RawWebSocket socket = sockets.events();

        Mail.in(project).from("alice").to("bob").bcc("hidden-dave").send();

        JsonNode frame = socket.json();
        assertThat(frame.has("agent")).isFalse();
        assertThat(frame.at("/message/to").toString()).isEqualTo("[\"bob\"]");
        assertThat(frame.toString()).doesNotContain("hidden-dave", "\"bcc\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void the_frames_live_and_replayed_are_those_of_the_log(int pageSize) {
        RawWebSocket live = sockets.events();
        everyKindOfEvent();

        List<JsonNode> log = log(pageSize);
        RawWebSocket replay = sockets.eventsSince(0);

        assertThat(log).hasSize(6);
        assertThat(live.json(6)).isEqualTo(log);
        assertThat(replay.json(6)).isEqualTo(log);
        sockets.hasNoMore("somebody", live, replay);
    }

    @Test
    void a_replay_shows_a_message_as_it_is_now_as_the_log_does() {
        Mail mail = Mail.in(project).id("m1").from("alice").to("bob");
        mail.body("draft").send();
        mail.body("final").send();

        RawWebSocket socket = sockets.eventsSince(0);

        List<JsonNode> frames = socket.json(2);
        assertThat(frames).isEqualTo(log(1000));
        assertThat(frames.get(0).at("/message/body").asText()).isEqualTo("final");
    }

    @Test
    void a_page_of_the_log_ends_where_a_socket_can_go_on() {
        everyKindOfEvent();
        JsonNode page = page(0, 3);

        RawWebSocket socket = sockets.eventsSince(page.path("cursor").asLong());

        assertThat(socket.json(3)).isEqualTo(log(1000).subList(3, 6));
        sockets.hasNoMore("somebody", socket);
    }

    @Test
    void a_key_shows_its_project_alone() {
        RawWebSocket socket =
                sockets.open(WebSocketHandshake.to("/ws/events").remote().key(TestServer.KEY_A));

        Mail.in("keyed-b").from("alice").to("bob").send();
        Mail.in(project).from("alice").to("bob").send();
        Sent own = Mail.in("keyed-a").from("alice").to("bob").send();

        JsonNode frame = socket.json();
        TestSockets.isMessage(frame, "message.created", own, null);
        assertThat(frame.path("project").asText()).isEqualTo("keyed-a");
    }

    @Test
    void who_looks_sees_the_same() {
        RawWebSocket asBob = sockets.open(
                WebSocketHandshake.to(TestSockets.eventsPath(project)).header("X-Agent-ID", "bob"));

        Sent toOthers = Mail.in(project).from("alice").to("carol").send();
        sockets.read(toOthers.id(), "carol");

        TestSockets.isMessage(asBob.json(), "message.created", toOthers, null);
        assertThat(asBob.json().path("type").asText()).isEqualTo("message.read");
    }

    @Test
    void registrations_and_heartbeats_are_no_events() {
        RawWebSocket socket = sockets.events();

        Api.register(project, "alice");
        Api.ok(Api.in(project).post("/api/agents/alice/heartbeat"));
        Api.ok(Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/alice/metadata"));

        sockets.hasNoMore("alice", socket);
    }

    @Test
    void a_change_of_a_work_record_is_a_frame_with_its_kind_and_its_action_for_everyone() {
        RawWebSocket events = sockets.events();
        RawWebSocket bob = sockets.agent("bob");
        RawWebSocket tasks = sockets.events();
        tasks.send("{\"type\":\"subscribe\",\"event_types\":[\"task.*\"]}");
        assertThat(tasks.send("{\"type\":\"ping\"}").json().path("type").asText())
                .isEqualTo("pong");

        Api.json(Map.of("project", project, "id", "s1", "title", "x"))
                .post("/api/specs")
                .then()
                .statusCode(201);
        Api.in(project).delete("/api/specs/s1").then().statusCode(204);
        Api.json(Map.of("project", project, "id", "t1", "title", "x"))
                .post("/api/tasks")
                .then()
                .statusCode(201);
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/tasks/claim"));

        List<JsonNode> log = log(1000);
        assertThat(log)
                .extracting(frame ->
                        frame.path("type").asText() + " " + frame.path("kind").asText() + " "
                                + frame.path("action").asText() + " "
                                + frame.path("entity_id").asText())
                .containsExactly(
                        "spec.created spec created s1",
                        "spec.archived spec deleted s1",
                        "task.created task created t1",
                        "task.assigned task updated t1");
        assertThat(log.get(3).at("/data/agent").asText()).isEqualTo("bob");
        assertThat(events.json(4)).isEqualTo(log);
        assertThat(bob.json(4)).isEqualTo(log);
        assertThat(tasks.json(2)).isEqualTo(log.subList(2, 4));
        sockets.hasNoMore("bob", events, bob);
    }

    private void everyKindOfEvent() {
        Sent first = Mail.in(project)
                .from("alice")
                .to("bob")
                .cc("carol")
                .thread("plan")
                .with("subject", "s")
                .body("Grüße 🙂")
                .send();
        sockets.read(first.id(), "bob");
        sockets.ack(first.id(), "bob");
        Api.ok(Api.in(project).post("/api/messages/{id}/read", first.id()));
        Sent second = Mail.in(project).from("bob").to("alice").bcc("dave").send();
        sockets.read(second.id(), "dave");
        sockets.ack(second.id(), "alice");
    }

    private List<JsonNode> log(int pageSize) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = page(0, pageSize);
        while (!page.path("events").isEmpty()) {
            page.path("events").forEach(events::add);
            page = page(page.path("cursor").asLong(), pageSize);
        }
        return events;
    }

    private JsonNode page(long cursor, int limit) {
        return new Client("http://localhost:" + RestAssured.port)
                .get("/api/events", Map.of("project", project, "since_cursor", cursor, "limit", limit))
                .body();
    }
}
