package dev.intermute.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

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
                "application/json ; charset=utf-8",
                "application/json \t ;charset=utf-8",
                "Application/JSON"
            })
    void this_is_a_content_type_of_json(String contentType) {
        assertThat(post(contentType, "{\"project\":\"" + project + "\"}").status())
                .isEqualTo(200);
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
        assertThat(message("body", "\"" + text + "\"")
                        .refused(400, "invalid_request")
                        .getString("field"))
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
        assertThat(answer.json().getString("error")).isEqualTo("invalid_json");
    }

    @Test
    void a_raw_null_byte_is_refused() {
        post("{\"name\":\"a\0b\"}").refused(400, "invalid_json");
        assertThat(post("\0").status()).isEqualTo(400);
    }

    @Test
    void a_field_that_is_there_twice_is_refused() {
        JsonPath twice = post("{\"project\":\"" + project + "\",\"project\":\"other\",\"name\":\"a\"}")
                .refused(400, "invalid_request");

        assertThat(twice.getString("field")).isEqualTo("project");
        assertThat(twice.getString("message")).contains("project is there twice");
        post("{\"metadata\":{\"a\":\"1\",\"a\":\"2\"}}").refused(400, "invalid_request");
    }

    static Stream<String> oddValues() {
        return Stream.of(
                "9".repeat(5_000),
                "9".repeat(900_000),
                "1e999999999",
                "[".repeat(3_000) + "]".repeat(3_000),
                "[".repeat(500_000) + "]".repeat(500_000),
                "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                "{\"" + "k".repeat(60_000) + "\":1}",
                "{\"" + "k".repeat(900_000) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("oddValues")
    void a_field_that_nobody_knows_is_ignored_whatever_it_holds(String value) {
        assertThat(post("{\"extra\":" + value + ",\"project\":\"" + project + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("oddValues")
    void a_known_field_that_holds_such_a_value_is_refused_at_once(String value) {
        assertTimeout(Duration.ofSeconds(10), () -> {
            post("{\"name\":" + value + "}").refused(400, "invalid_request");
            message("ack_required", value).refused(400, "invalid_request");
        });
    }

    @Test
    void brackets_that_never_close_are_invalid_json() {
        post("{\"extra\":" + "[".repeat(1_000_000)).refused(400, "invalid_json");
        post("[".repeat(1_000_000)).refused(400, "invalid_json");
    }

    @Test
    void a_long_key_of_metadata_is_kept() {
        assertThat(withKey("k".repeat(60_000)).status()).isEqualTo(200);

        assertThat(Api.agent(project, "a").getMap("metadata")).containsEntry("k".repeat(60_000), "v");
        assertThat(Api.ok(Api.in(project).get("/api/agents")).getList("agents")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void json_in_another_encoding_is_invalid_json(String encoding) {
        byte[] body = ("{\"project\":\"" + project + "\"}").getBytes(Charset.forName(encoding));

        RawHttp.post("/api/agents").body(body).send().refused(400, "invalid_json");
        RawHttp.post("/api/messages")
                .header("Content-Type", "application/json; charset=" + encoding)
                .body(body)
                .send()
                .refused(400, "invalid_json");
    }

    @Test
    void the_zero_time_counts_as_absent_in_a_named_field_and_stands_in_metadata() {
        String zero = "0001-01-01T00:00:00Z";

        JsonPath made = post("{\"project\":\"" + project + "\",\"name\":\"" + zero + "\",\"session_id\":\"" + zero
                        + "\",\"status\":\"" + zero + "\",\"metadata\":{\"since\":\"" + zero + "\"}}")
                .json();

        assertThat(made.getString("name")).isNotBlank().isNotEqualTo(zero);
        JsonPath seen = Api.agent(project, made.getString("agent_id"));
        assertThat(seen.getString("status")).isNotEqualTo(zero);
        assertThat(seen.getMap("metadata")).containsEntry("since", zero);
        Api.local()
                .queryParam("project", zero)
                .get("/api/agents/{id}", made.getString("agent_id"))
                .then()
                .statusCode(200);
    }

    private RawHttp.Answer withKey(String key) {
        return post("{\"project\":\"" + project + "\",\"name\":\"a\",\"metadata\":{\"" + key + "\":\"v\"}}");
    }

    private RawHttp.Answer named(String json) {
        return post("{\"project\":\"" + project + "\",\"name\":\"" + json + "\"}");
    }

    private RawHttp.Answer message(String field, String json) {
        return RawHttp.post("/api/messages")
                .body("{\"project\":\"" + project + "\",\"from\":\"a\",\"to\":[\"b\"],\"" + field + "\":" + json + "}")
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
