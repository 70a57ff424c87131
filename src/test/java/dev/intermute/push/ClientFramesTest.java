package dev.intermute.push;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.http.ErrorCode;
import dev.intermute.testing.Api;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client may say on its socket, and how anything else is answered. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ClientFramesTest {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final int MANY = 20_000;
    /** The largest message that a client may send. */
    private static final int LIMIT_BYTES = 16 * 1024;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_ping_is_answered_with_a_pong() {
        for (RawWebSocket socket : List.of(sockets.agent("bob"), sockets.events())) {
            JsonNode pong = socket.send(PING).json();

            assertThat(pong.toString()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void each_of_many_frames_is_answered_in_order_however_fast_they_come() {
        RawWebSocket socket = sockets.agent("bob");
        RawFrame[] frames = new RawFrame[MANY];
        for (int i = 0; i < MANY; i++) {
            frames[i] = RawFrame.text(i % 3 == 0 ? "what?" : PING);
        }
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> socket.send(frames));

        for (int i = 0; i < MANY; i++) {
            assertThat(socket.json().path("type").asText()).isEqualTo(i % 3 == 0 ? "error" : "pong");
        }
        sending.join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\",\"more\":[1,{\"a\":null}]}",
                " \n{ \"more\" : 1 , \"type\" : \"ping\" }\t",
                "{\"\\u0074ype\":\"p\\u0069ng\"}",
                "{\"type\":\"ping\",\"event_types\":7}"
            })
    void unknown_fields_white_space_and_escapes_are_no_matter(String ping) {
        assertThat(sockets.agent("bob").send(ping).json().path("type").asText()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\"}}",
                "{\"type\":\"ping\"}{\"type\":\"ping\"}",
                "{'type':'ping'}",
                "{type:\"ping\"}",
                "[]",
                "[{\"type\":\"ping\"}]",
                "null",
                "7",
                "\"ping\"",
                "{}",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":7}",
                "{\"type\":[\"ping\"]}",
                "{\"type\":{\"ping\":1}}",
                "{\"type\":true}",
                "{\"type\":\"PING\"}",
                "{\"type\":\"pong\"}",
                "{\"type\":\"message.created\"}",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"event_types\":null}",
                "{\"type\":\"subscribe\",\"event_types\":\"message.*\"}",
                "{\"type\":\"subscribe\",\"event_types\":{\"message.*\":1}}",
                "{\"type\":\"subscribe\",\"event_types\":7}",
                "{\"type\":\"subscribe\",\"event_types\":[7]}",
                "{\"type\":\"subscribe\",\"event_types\":[[\"message.*\"]]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"message.eaten\"]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"message.ack\",\"message.eaten\"]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"messag*\"]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"nothing.*\"]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"message.ack\"],\"event_types\":[\"message.ack\"]}",
                "{\"type\":\"unsubscribe\"}",
                "{\"type\":\"unsubscribe\",\"event_types\":\"message.*\"}",
                "{\"type\":\"unsubscribe\",\"event_types\":[\"message.eaten\"]}",
                "{\"type\":\"unsubscribe\",\"event_types\":[\"message.created\",\"message.eaten\"]}",
                "{\"type\":\"subscribe\",\"event_types\":[\"a\\u0000b\"]}"
            })
    void anything_else_is_answered_with_an_error_and_changes_nothing(String text) {
        RawWebSocket socket = sockets.agent("bob");

        isError(socket.send(text).json());

        assertThat(socket.send(PING).json().path("type").asText()).isEqualTo("pong");
        sockets.hasNoMore("bob", socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\":\"ping\",\"a\":["})
    void nesting_without_an_end_is_answered_with_an_error(String opening) {
        RawWebSocket socket = sockets.agent("bob");

        isError(socket.send(opening.repeat(LIMIT_BYTES / opening.length())).json());

        assertThat(socket.send(PING).json().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void deep_nesting_in_an_unknown_field_is_no_matter() {
        String deep = "{\"type\":\"ping\",\"a\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}";

        assertThat(sockets.agent("bob").send(deep).json().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void a_message_of_bytes_is_answered_with_an_error() {
        RawWebSocket socket = sockets.agent("bob");

        isError(socket.send(RawFrame.of(RawFrame.BINARY, PING)).json());
        isError(socket.send(RawFrame.of(RawFrame.BINARY, new byte[] {0, (byte) 0xff}))
                .json());
        isError(socket.send(RawFrame.of(RawFrame.BINARY, PING).unfinished(), RawFrame.of(RawFrame.CONTINUATION, PING))
                .json());

        assertThat(socket.send(PING).json().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void a_message_may_come_in_parts_with_pings_between_them() {
        RawWebSocket socket = sockets.agent("bob");

        socket.send(
                RawFrame.text("{\"type\"").unfinished(),
                RawFrame.ping("between"),
                RawFrame.of(RawFrame.CONTINUATION, ":\"pi").unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, "").unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, "ng\"}"));

        assertThat(socket.pong().text()).isEqualTo("between");
        assertThat(socket.json().path("type").asText()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|{\"type\":\"ping\"}",
                "||{\"type\":\"ping\"}||",
                "{\"type\":|\"ping\"}|",
                "{\"type\":||\"ping\"}",
                "|{\"ty|pe\":\"p|ing\"}"
            })
    void parts_of_a_message_may_be_empty(String parts) {
        RawWebSocket socket = sockets.agent("bob");

        socket.send(inParts(RawFrame.TEXT, parts)).send(PING);
        assertThat(socket.json(2)).allMatch(pong -> pong.path("type").asText().equals("pong"));
        socket.send(inParts(RawFrame.BINARY, parts));
        isError(socket.json());
        socket.send(inParts(RawFrame.TEXT, "||"));
        isError(socket.json());

        assertThat(socket.send(PING).json().path("type").asText()).isEqualTo("pong");
    }

    private static RawFrame[] inParts(int opcode, String parts) {
        String[] texts = parts.split("\\|", -1);
        RawFrame[] frames = new RawFrame[texts.length];
        for (int i = 0; i < texts.length; i++) {
            RawFrame frame = RawFrame.of(i == 0 ? opcode : RawFrame.CONTINUATION, texts[i]);
            frames[i] = i == texts.length - 1 ? frame : frame.unfinished();
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
    void a_close_behind_other_frames_is_answered_when_they_are(int pings) {
        RawWebSocket socket = sockets.agent("bob");
        RawFrame[] frames = new RawFrame[pings + 1];
        Arrays.fill(frames, RawFrame.text(PING));
        frames[pings] = RawFrame.close(1000, "");

        socket.send(frames);

        assertThat(socket.json(pings)).hasSize(pings);
        assertThat(socket.closed().code()).isEqualTo(1000);
        assertThat(socket.read()).isEmpty();
    }

    @Test
    void a_message_may_have_16_kib_and_no_more() {
        RawWebSocket socket = sockets.agent("bob");
        RawWebSocket other = sockets.agent("bob");

        assertThat(socket.send(pingOf(LIMIT_BYTES)).json().path("type").asText())
                .isEqualTo("pong");
        socket.send(pingOf(LIMIT_BYTES + 1));

        assertThat(socket.closed().code()).isEqualTo(1009);
        assertThat(other.send(PING).json().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void a_message_in_parts_may_have_16_kib_and_no_more() {
        RawWebSocket socket = sockets.agent("bob");
        String whole = pingOf(LIMIT_BYTES);

        socket.send(
                RawFrame.text(whole.substring(0, 10_000)).unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, whole.substring(10_000)));
        assertThat(socket.json().path("type").asText()).isEqualTo("pong");
        socket.send(
                RawFrame.text(whole.substring(0, 10_000)).unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, whole.substring(10_000) + " "));

        assertThat(socket.closed().code()).isEqualTo(1009);
    }

    private static String pingOf(int bytes) {
        return PING + " ".repeat(bytes - PING.length());
    }

    private static void isError(JsonNode frame) {
        List<String> codes = Arrays.stream(ErrorCode.values())
                .map(code -> code.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo("error");
        assertThat(frame.path("error").asText()).as(frame.toString()).isIn(codes);
        assertThat(frame.path("message").asText()).isNotBlank().doesNotContain("Exception", "jackson", "dev.intermute");
    }
}
