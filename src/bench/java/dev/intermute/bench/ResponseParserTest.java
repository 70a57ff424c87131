package dev.intermute.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseParserTest {
    private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
    private static final String CHUNKED = "HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;name=value\r\nhello\r\n1A\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    private final ResponseParser parser = new ResponseParser();

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, CHUNKED, EMPTY})
    void an_answer_ends_with_its_last_byte_and_not_before(String answer) throws IOException {
        for (int split = 0; split <= answer.length(); split++) {
            assertThat(feed(answer.substring(0, split))).isEqualTo(split == answer.length());
            if (split < answer.length()) {
                assertThat(feed(answer.substring(split))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, CHUNKED, EMPTY})
    void an_answer_may_come_byte_by_byte(String answer) throws IOException {
        for (int i = 0; i < answer.length() - 1; i++) {
            assertThat(feed(answer.substring(i, i + 1))).isFalse();
        }
        assertThat(feed(answer.substring(answer.length() - 1))).isTrue();
    }

    @Test
    void it_tells_the_status_and_whether_the_server_closes() throws IOException {
        feed(CHUNKED);
        assertThat(parser.status()).isEqualTo(503);
        assertThat(parser.closes()).isFalse();

        feed(EMPTY);
        assertThat(parser.status()).isEqualTo(204);
        assertThat(parser.closes()).isTrue();
    }

    @Test
    void two_answers_to_one_request_are_refused() {
        assertThatThrownBy(() -> feed(WITH_LENGTH + WITH_LENGTH)).isInstanceOf(IOException.class);
    }

    @Test
    void what_is_no_http_is_refused() {
        assertThatThrownBy(() -> feed("SSH-2.0-server of another kind\r\n\r\n")).isInstanceOf(IOException.class);
    }

    private boolean feed(String text) throws IOException {
        byte[] bytes = ("??" + text).getBytes(StandardCharsets.US_ASCII);
        return parser.feed(bytes, 2, bytes.length - 2);
    }
}
