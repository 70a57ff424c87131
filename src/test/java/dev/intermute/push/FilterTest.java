package dev.intermute.push;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Which types of events a socket passes. */
@QuarkusTest
@WithTestResource(TestServer.class)
class FilterTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private int messages;

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void without_a_filter_everything_passes() {
        RawWebSocket bob = sockets.agent("bob");
        RawWebSocket events = sockets.events();

        oneOfEach();

        for (RawWebSocket socket : List.of(bob, events)) {
            assertThat(types(socket, 4))
                    .containsExactly("message.created", "message.updated", "message.read", "message.ack");
        }
    }

    @Test
    void the_first_subscription_narrows_to_the_types_that_it_names_and_later_ones_add() {
        RawWebSocket bob = sockets.agent("bob");
        RawWebSocket events = sockets.events();

        subscribe(bob, "message.read");
        subscribe(events, "message.read");
        oneOfEach();
        oneOfEach();
        assertThat(types(bob, 2)).containsExactly("message.read", "message.read");
        assertThat(types(events, 2)).containsExactly("message.read", "message.read");

        subscribe(bob, "message.created");
        subscribe(events, "message.created");
        oneOfEach();
        assertThat(types(bob, 2)).containsExactly("message.created", "message.read");
        assertThat(types(events, 2)).containsExactly("message.created", "message.read");
        sockets.hasNoMore("somebody", events);
        sockets.hasNoMore("bob", bob);
    }

    @Test
    void a_family_may_be_named() {
        RawWebSocket socket = sockets.agent("bob");

        subscribe(socket, "message.*");
        oneOfEach();

        assertThat(types(socket, 4))
                .containsExactly("message.created", "message.updated", "message.read", "message.ack");
    }

    @Test
    void several_types_may_be_named_at_once_and_one_twice() {
        RawWebSocket socket = sockets.agent("bob");

        subscribe(socket, "message.ack", "message.created", "message.ack");
        oneOfEach();

        assertThat(types(socket, 2)).containsExactly("message.created", "message.ack");
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void an_unsubscription_takes_from_the_filter() {
        RawWebSocket socket = sockets.agent("bob");

        subscribe(socket, "message.*");
        unsubscribe(socket, "message.read", "message.updated");
        oneOfEach();

        assertThat(types(socket, 2)).containsExactly("message.created", "message.ack");
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void an_unsubscription_without_a_filter_takes_from_everything() {
        RawWebSocket socket = sockets.agent("bob");

        unsubscribe(socket, "message.updated", "message.ack");
        oneOfEach();

        assertThat(types(socket, 2)).containsExactly("message.created", "message.read");
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void what_is_subscribed_after_an_unsubscription_is_added_to_what_is_left() {
        RawWebSocket socket = sockets.agent("bob");

        unsubscribe(socket, "message.updated", "message.ack");
        subscribe(socket, "message.ack");
        oneOfEach();

        assertThat(types(socket, 3)).containsExactly("message.created", "message.read", "message.ack");
    }

    @Test
    void a_filter_that_was_emptied_passes_nothing() {
        RawWebSocket socket = sockets.agent("bob");
        RawWebSocket witness = sockets.events();

        subscribe(socket, "message.read");
        unsubscribe(socket, "message.read");
        oneOfEach();
        witness.json(4);
        subscribe(socket, "message.ack");
        oneOfEach();

        JsonNode first = socket.json();
        assertThat(first.path("type").asText()).isEqualTo("message.ack");
        assertThat(first.path("message_id").asText()).isEqualTo("m2");
    }

    @Test
    void everything_may_be_unsubscribed() {
        RawWebSocket socket = sockets.agent("bob");
        RawWebSocket witness = sockets.events();

        unsubscribe(socket, "message.*");
        oneOfEach();
        witness.json(4);
        subscribe(socket, "message.ack");
        oneOfEach();

        assertThat(socket.json().path("message_id").asText()).isEqualTo("m2");
    }

    @Test
    void a_filter_is_of_one_socket() {
        RawWebSocket narrow = sockets.agent("bob");
        RawWebSocket wide = sockets.agent("bob");

        subscribe(narrow, "message.ack");
        oneOfEach();

        assertThat(types(narrow, 1)).containsExactly("message.ack");
        assertThat(types(wide, 4)).contains("message.created", "message.read");
    }

    @Test
    void a_filter_shows_nobody_what_is_not_for_him() {
        RawWebSocket bystander = sockets.agent("carol");

        subscribe(bystander, "message.*");
        oneOfEach();

        assertThat(types(bystander, 2)).containsExactly("message.read", "message.ack");
    }

    private void oneOfEach() {
        String id = "m" + ++messages;
        Mail.in(project).id(id).from("alice").to("bob").send();
        Mail.in(project).id(id).from("alice").to("bob").body("better").send();
        sockets.read(id, "bob");
        sockets.ack(id, "bob");
    }

    private static List<String> types(RawWebSocket socket, int count) {
        return socket.json(count).stream()
                .map(frame -> frame.path("type").asText())
                .toList();
    }

    private static void subscribe(RawWebSocket socket, String... types) {
        tell(socket, "subscribe", types);
    }

    private static void unsubscribe(RawWebSocket socket, String... types) {
        tell(socket, "unsubscribe", types);
    }

    /** A pong tells that what was said before it has been heard. */
    private static void tell(RawWebSocket socket, String what, String... types) {
        String list = Arrays.stream(types).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        socket.send("{\"type\":\"" + what + "\",\"event_types\":" + list + "}");
        JsonNode pong = socket.send("{\"type\":\"ping\"}").json();
        assertThat(pong.path("type").asText()).as(pong.toString()).isEqualTo("pong");
    }
}
