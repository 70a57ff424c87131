package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** The sockets of a test in its project, cut when it ends, and what such tests do with them. */
final class TestSockets implements AutoCloseable {
    private final String project;
    private final List<RawWebSocket> open = new ArrayList<>();

    TestSockets(String project) {
        this.project = project;
    }

    /** An agent's socket, from now on. */
    RawWebSocket agent(String reference) {
        return open(agentPath(project, reference));
    }

    /** An agent's socket, after a cursor. */
    RawWebSocket agentSince(long cursor, String reference) {
        return open(agentPath(project, reference) + "&since_cursor=" + cursor);
    }

    /** The project's socket, from now on. */
    RawWebSocket events() {
        return open(eventsPath(project));
    }

    /** The project's socket, after a cursor. */
    RawWebSocket eventsSince(long cursor) {
        return open(eventsPath(project) + "&since_cursor=" + cursor);
    }

    /** A socket at a path. */
    RawWebSocket open(String path) {
        return open(WebSocketHandshake.to(path));
    }

    /** A socket that is asked for in this way. */
    RawWebSocket open(WebSocketHandshake handshake) {
        RawWebSocket socket = handshake.open();
        open.add(socket);
        return socket;
    }

    static String agentPath(String project, String reference) {
        return "/ws/agents/" + RawHttp.segment(reference) + "?project=" + Client.encode(project);
    }

    static String eventsPath(String project) {
        return "/ws/events?project=" + Client.encode(project);
    }

    /** Checks that nothing more has come: what is sent to the agent now is the next that these sockets get. */
    void hasNoMore(String agent, RawWebSocket... expecting) {
        Sent marker = Mail.in(project).from("marker").to(agent).send();
        for (RawWebSocket socket : expecting) {
            JsonNode next = socket.json();
            assertThat(next.path("message_id").asText()).as(next.toString()).isEqualTo(marker.id());
        }
    }

    /** Marks a message as read by somebody. */
    void read(String message, String agent) {
        receipt("read", message, agent);
    }

    /** Acknowledges a message as somebody. */
    void ack(String message, String agent) {
        receipt("ack", message, agent);
    }

    private void receipt(String action, String message, String agent) {
        Api.ok(Api.json(Map.of("project", project, "agent", agent)).post("/api/messages/{id}/" + action, message));
    }

    /** The names of an object's fields. */
    static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Checks that what this socket got is this message. */
    static void isMessage(JsonNode frame, String type, Sent sent, String agent) {
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo(type);
        assertThat(frame.path("message_id").asText()).as(frame.toString()).isEqualTo(sent.id());
        assertThat(frame.path("cursor").asLong()).as(frame.toString()).isEqualTo(sent.cursor());
        assertThat(frame.path("agent").asText(null)).as(frame.toString()).isEqualTo(agent);
    }

    @Override
    public void close() {
        open.forEach(RawWebSocket::close);
    }
}
