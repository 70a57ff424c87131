package dev.intermute.push;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawFrame.LengthForm;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What breaks RFC 6455 is answered as it says, and ends that socket alone. */
@QuarkusTest
@WithTestResource(TestServer.class)
class WebSocketGarbageTest {
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NOT_UTF_8 = 1007;
    private static final int TOO_BIG = 1009;
    private static final String PING = "{\"type\":\"ping\"}";

    private final TestSockets sockets = new TestSockets(Api.freshProject());
    private RawWebSocket socket;
    private RawWebSocket bystander;

    @BeforeEach
    void open() {
        socket = sockets.agent("bob");
        bystander = sockets.agent("bob");
    }

    @AfterEach
    void othersLiveOn() {
        assertThat(bystander.send(PING).json().path("type").asText()).isEqualTo("pong");
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {RawFrame.TEXT, RawFrame.BINARY, RawFrame.PING, RawFrame.PONG, RawFrame.CLOSE})
    void a_frame_without_a_mask_is_a_protocol_error(int opcode) {
        closes(
                PROTOCOL_ERROR,
                RawFrame.of(opcode, opcode == RawFrame.CLOSE ? "" : PING).unmasked());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void a_reserved_bit_is_a_protocol_error(int bits) {
        closes(PROTOCOL_ERROR, RawFrame.text(PING).reserving(bits));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void a_reserved_bit_of_a_control_frame_is_a_protocol_error(int bits) {
        closes(PROTOCOL_ERROR, RawFrame.ping("x").reserving(bits));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void a_reserved_opcode_is_a_protocol_error(int opcode) {
        closes(PROTOCOL_ERROR, RawFrame.of(opcode, "x"));
    }

    @ParameterizedTest
    @ValueSource(ints = {RawFrame.PING, RawFrame.PONG, RawFrame.CLOSE})
    void a_control_frame_in_parts_is_a_protocol_error(int opcode) {
        closes(PROTOCOL_ERROR, RawFrame.of(opcode, "").unfinished());
    }

    @ParameterizedTest
    @ValueSource(ints = {RawFrame.PING, RawFrame.PONG, RawFrame.CLOSE})
    void a_control_frame_of_more_than_125_bytes_is_a_protocol_error(int opcode) {
        closes(PROTOCOL_ERROR, RawFrame.of(opcode, "\u0003\u00e8" + "x".repeat(124)));
    }

    @Test
    void a_further_part_without_a_first_is_a_protocol_error() {
        closes(PROTOCOL_ERROR, RawFrame.of(RawFrame.CONTINUATION, PING));
    }

    @Test
    void a_further_part_after_the_last_is_a_protocol_error() {
        socket.send(
                RawFrame.text(PING.substring(0, 5)).unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, PING.substring(5)));
        assertThat(socket.json().path("type").asText()).isEqualTo("pong");

        closes(PROTOCOL_ERROR, RawFrame.of(RawFrame.CONTINUATION, PING));
    }

    @ParameterizedTest
    @ValueSource(ints = {RawFrame.TEXT, RawFrame.BINARY})
    void a_message_within_another_is_a_protocol_error(int opcode) {
        closes(PROTOCOL_ERROR, RawFrame.text("{").unfinished(), RawFrame.of(opcode, PING));
    }

    @ParameterizedTest
    @EnumSource(names = {"BITS_16", "BITS_64"})
    void a_length_told_in_more_bytes_than_it_needs_is_a_protocol_error(LengthForm form) {
        closes(PROTOCOL_ERROR, RawFrame.text(PING).in(form));
    }

    @Test
    void a_negative_length_is_a_protocol_error() {
        closes(PROTOCOL_ERROR, RawFrame.text("").declaring(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @ValueSource(longs = {16 * 1024 + 1, 65_536, 1L << 31, 1L << 40, Long.MAX_VALUE})
    void a_length_beyond_the_limit_is_refused_before_the_bytes_have_come(long length) {
        closes(TOO_BIG, RawFrame.text("").declaring(length));
    }

    @Test
    void many_small_parts_beyond_the_limit_are_too_big() {
        RawFrame[] parts = new RawFrame[20];
        parts[0] = RawFrame.text("x".repeat(1_000)).unfinished();
        for (int i = 1; i < parts.length; i++) {
            parts[i] = RawFrame.of(RawFrame.CONTINUATION, "x".repeat(1_000)).unfinished();
        }

        closes(TOO_BIG, parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C3 28",
                "C0 80",
                "ED A0 80",
                "F4 90 80 80",
                "FF",
                "80",
                "E2 82",
                "7B 22 61 22 3A 22 F0 28 8C BC 22 7D"
            })
    void text_that_is_not_utf_8_is_refused(String hex) {
        closes(NOT_UTF_8, RawFrame.of(RawFrame.TEXT, bytes(hex)));
    }

    @Test
    void text_in_parts_that_is_not_utf_8_is_refused() {
        closes(
                NOT_UTF_8,
                RawFrame.of(RawFrame.TEXT, bytes("E2 82")).unfinished(),
                RawFrame.of(RawFrame.CONTINUATION, bytes("28")));
    }

    @Test
    void a_character_may_be_split_between_two_parts() {
        byte[] text = "{\"type\":\"ping\",\"x\":\"€🙂\"}".getBytes(StandardCharsets.UTF_8);
        for (int cut = 20; cut < 26; cut++) {
            byte[] start = Arrays.copyOf(text, cut);
            byte[] rest = Arrays.copyOfRange(text, cut, text.length);

            socket.send(RawFrame.of(RawFrame.TEXT, start).unfinished(), RawFrame.of(RawFrame.CONTINUATION, rest));

            assertThat(socket.json().path("type").asText()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999})
    void a_close_with_a_code_that_nobody_may_send_is_a_protocol_error(int code) {
        closes(PROTOCOL_ERROR, RawFrame.close(code, ""));
    }

    @Test
    void a_close_with_half_a_code_is_refused() {
        socket.send(RawFrame.of(RawFrame.CLOSE, new byte[] {3}));

        assertThat(socket.closed().code()).isIn(PROTOCOL_ERROR, NOT_UTF_8);
    }

    @Test
    void a_close_with_a_reason_that_is_not_utf_8_is_refused() {
        socket.send(RawFrame.close(1000, bytes("C3 28")));

        assertThat(socket.closed().code()).isIn(PROTOCOL_ERROR, NOT_UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1011, 3000, 4999})
    void a_close_is_answered_with_the_same_code(int code) {
        closes(code, RawFrame.close(code, "bye"));
    }

    @Test
    void a_close_without_a_code_is_answered() {
        socket.send(RawFrame.of(RawFrame.CLOSE, ""));

        assertThat(socket.closed().code()).isIn(1005, 1000);
    }

    @Test
    void what_comes_after_a_close_is_not_looked_at() {
        closes(1000, RawFrame.close(1000, ""), RawFrame.text("x").reserving(7), RawFrame.text(PING));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125})
    void a_ping_is_answered_with_its_payload(int length) {
        RawFrame pong = socket.send(RawFrame.ping("ö".repeat(length / 2) + "x".repeat(length % 2)))
                .pong();

        assertThat(pong.fin()).isTrue();
        assertThat(pong.text()).isEqualTo("ö".repeat(length / 2) + "x".repeat(length % 2));
    }

    @Test
    void a_pong_that_nobody_asked_for_is_no_matter() {
        socket.send(RawFrame.of(RawFrame.PONG, ""), RawFrame.of(RawFrame.PONG, "unasked"));

        assertThat(socket.send(PING).json().path("type").asText()).isEqualTo("pong");
    }

    @Test
    void a_request_instead_of_a_frame_ends_the_socket() {
        socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(socket.closed().code()).isEqualTo(PROTOCOL_ERROR);
    }

    private void closes(int code, RawFrame... frames) {
        socket.send(frames);

        assertThat(socket.closed().code()).isEqualTo(code);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
