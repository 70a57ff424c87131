package dev.intermute.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class BodyTest {
    private static final int ONE_MIB = 1024 * 1024;

    private final String project = Api.freshProject();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "{\"name\":}",
                "{\"name\":\"a\"",
                "{'name':'a'}",
                "{name:\"a\"}",
                "{\"name\":\"a\",}",
                "{\"name\":\"a\"} trailing",
                "{\"name\":\"a\"}{\"name\":\"b\"}",
                "{\"name\":\"a\"}]",
                "{\"name\":\"\\x\"}",
                "{\"name\":\"line\nbreak\"}",
                "// comment\n{}",
                "<name>a</name>",
                "name=a"
            })
    void a_body_that_is_no_json_is_invalid_json(String body) {
        post(body).refused(400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"name\":\"a\"}]", "\"text\"", "7", "true"})
    void json_that_is_no_object_is_refused(String body) {
        assertThat(post(body).status()).isEqualTo(400);
        assertThat(post(body).json().getString("error")).isIn("invalid_json", "invalid_request");
    }

    @Test
    void white_space_around_a_body_does_no_harm() {
        assertThat(post(" \r\n\t{\"project\":\"" + project + "\"}\n ").status()).isEqualTo(200);
    }

    @Test
    void a_body_without_a_content_type_is_taken_as_json() {
        RawHttp.Answer answer = RawHttp.post("/api/agents")
                .body("{\"project\":\"" + project + "\",\"name\":\"alice\"}")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("name")).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "Application/JSON"
            })
    void this_is_a_content_type_of_json(String contentType) {
        assertThat(post(contentType, "{\"project\":\"" + project + "\"}").status())
                .isEqualTo(200);
                "application/json ; charset=utf-8",
                "application/json \t ;charset=utf-8",
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/octet-stream"
            })
    void another_content_type_is_unsupported_media_type(String contentType) {
        post(contentType, "{\"project\":\"" + project + "\"}").refused(415, "unsupported_media_type");
    }

    @Test
    void a_content_type_that_is_none_is_refused() {
        RawHttp.Answer answer = post("nonsense", "{\"project\":\"" + project + "\"}");

        assertThat(answer.status()).isIn(400, 415);
        assertThat(answer.json().getString("error")).isIn("unsupported_media_type", "invalid_request");
    }

    @Test
    void a_body_of_one_mib_is_taken() {
        byte[] body = bodyOf(ONE_MIB);

        assertThat(RawHttp.post("/api/messages").body(body).send().status()).isEqualTo(200);
        assertThat(RawHttp.post("/api/messages").chunked(body).send().status()).isEqualTo(200);
    }

    @Test
    void a_larger_body_is_payload_too_large_announced_or_not() {
        byte[] body = bodyOf(ONE_MIB + 1);

        RawHttp.post("/api/messages").body(body).send().refused(413, "payload_too_large");
        RawHttp.post("/api/messages").chunked(body).send().refused(413, "payload_too_large");
    }

    @Test
    void a_much_larger_body_is_payload_too_large_on_every_route() {
        byte[] body = bodyOf(3 * ONE_MIB);

        RawHttp.post("/api/agents").body(body).send().refused(413, "payload_too_large");
        RawHttp.post("/api/agents/nobody/heartbeat").chunked(body).send().refused(413, "payload_too_large");
    }

    @Test
    void a_small_body_may_come_in_chunks() {
        byte[] body = ("{\"project\":\"" + project + "\",\"name\":\"alice\"}").getBytes(StandardCharsets.UTF_8);

        JsonPath answer = RawHttp.post("/api/agents").chunked(body).send().json();

        assertThat(answer.getString("name")).isEqualTo("alice");
    }

    @Test
    void a_length_that_is_none_is_refused() {
        RawHttp.Answer answer = RawHttp.post("/api/agents")
                .body("{}")
                .header("Content-Length", "99999999999999999999")
                .send();

        assertThat(answer.status()).isIn(400, 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud83d", "\\ude42", "\\ude42\\ud83d", "x\\ud83dx"})
    void text_with_u0000_or_half_a_surrogate_pair_is_refused(String text) {
        assertThat(named(text).refused(400, "invalid_request").getString("field"))
                .isEqualTo("name");
        assertThat(message("body", text).refused(400, "invalid_request").getString("field"))
                .isEqualTo("body");
        assertThat(post("{\"capabilities\":[\"" + text + "\"]}")
                        .refused(400, "invalid_request")
                        .getString("field"))
                .isEqualTo("capabilities");
        assertThat(post("{\"metadata\":{\"k\":\"" + text + "\"}}")
                        .refused(400, "invalid_request")
                        .getString("field"))
                .isEqualTo("metadata");
        assertThat(post("{\"metadata\":{\"" + text + "\":\"v\"}}").status()).isEqualTo(400);
    }

    @Test
    void a_whole_surrogate_pair_is_one_character() {
        assertThat(named("\\ud83d\\ude42").json().getString("name")).isEqualTo("🙂");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC3, 0x80, 0xE2})
    void bytes_that_are_no_utf8_are_refused(int wrong) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"name\":\"a".getBytes(StandardCharsets.UTF_8));
        body.write(wrong);
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        RawHttp.Answer answer =
                RawHttp.post("/api/agents").body(body.toByteArray()).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isIn("invalid_json", "invalid_request");
    }

    @Test
    void a_raw_null_byte_is_refused() {
        post("{\"name\":\"a\0b\"}").refused(400, "invalid_json");
        assertThat(post("\0").status()).isEqualTo(400);
    }

    @Test
    void json_beyond_all_reason_is_refused_and_not_a_failure() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        String digits = "9".repeat(50_000);

        assertThat(post("{\"project\":\"" + project + "\",\"extra\":" + deep + "}")
                        .status())
                .isIn(200, 400);
        assertThat(post("{\"project\":\"" + project + "\",\"extra\":" + digits + "}")
                        .status())
                .isIn(200, 400);
        assertThat(post("{\"name\":" + deep + "}").status()).isEqualTo(400);
        assertThat(post("{\"project\":\"" + project + "\",\"extra\":1e999999999}")
                        .status())
                .isIn(200, 400);
    }

    private RawHttp.Answer named(String json) {
        return post("{\"project\":\"" + project + "\",\"name\":\"" + json + "\"}");
    }

    private RawHttp.Answer message(String field, String json) {
        return RawHttp.post("/api/messages")
                .body("{\"project\":\"" + project + "\",\"from\":\"a\",\"to\":[\"b\"],\"" + field + "\":\"" + json
                        + "\"}")
                .send();
    }

    private static RawHttp.Answer post(String body) {
        return post("application/json", body);
    }

    private static RawHttp.Answer post(String contentType, String body) {
        return RawHttp.post("/api/agents")
                .header("Content-Type", contentType)
                .body(body)
                .send();
    }

    private byte[] bodyOf(int bytes) {
        String start = "{\"project\":\"" + project + "\",\"from\":\"a\",\"to\":[\"b\"],\"body\":\"";
        return (start + "x".repeat(bytes - start.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
