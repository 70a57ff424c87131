package dev.intermute.http;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Ids and names in a path may hold any character. */
@QuarkusTest
@WithTestResource(TestServer.class)
class PathTextTest {
    private final String project = Api.freshProject();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "//",
                "/a",
                "a/",
                "a/counts",
                "counts",
                "heartbeat",
                "presence",
                "50%",
                "%",
                "%2F",
                "a%20b",
                "a b",
                " a ",
                "a+b",
                "a;b",
                "a;v=1",
                ";",
                "a?b",
                "a=1&b=2",
                "a#b",
                "🙂",
                "日本語",
                "ünï",
                "...",
                "../..",
                "a/../b",
                "./a",
                "\"quoted\"",
                "it's",
                "a\\b",
                "{id}",
                "<b>",
                "a\tb",
                "a\nb",
                "\u007f",
                "*",
                "a:b@c",
                "a,b",
                "null",
                "' or 1=1 --"
            })
    void an_id_or_name_in_a_path_may_be(String text) {
        String segment = RawHttp.segment(text);
        Api.register(project, text);
        Mail.in(project).id(text).from(text).to(text).thread(text).send();

        assertThat(get("/api/agents/" + segment).getString("name")).isEqualTo(text);
        assertThat(get("/api/messages/" + segment).getString("id")).isEqualTo(text);
        assertThat(get("/api/threads/" + segment).getString("thread_id")).isEqualTo(text);
        assertThat(get("/api/threads/" + segment).getList("messages")).hasSize(1);
        assertThat(get("/api/inbox/" + segment).getString("messages[0].id")).isEqualTo(text);
        assertThat(get("/api/inbox/" + segment + "/counts").getLong("total")).isEqualTo(1);
        assertThat(get("/api/inbox/" + segment + "/stale-acks").getString("agent"))
                .isEqualTo(text);
        post("/api/agents/" + segment + "/heartbeat", "");
        post("/api/messages/" + segment + "/read", "{\"agent\":" + quoted(text) + "}");
        post("/api/messages/" + segment + "/ack", "");
        assertThat(get("/api/inbox/" + segment).getString("messages[0].read_at"))
                .matches(Api.TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void what_is_a_step_in_a_path_however_it_is_escaped_is_refused_as_a_name(String step) {
        Api.invalid(Api.json(Map.of("project", project, "name", step)).post("/api/agents"), "name");
        for (String field : List.of("id", "from", "thread_id", "topic")) {
            Mail mail = Mail.in(project).from("alice").to("bob").with(field, step);
            Api.invalid(mail.post(), field);
        }
        for (String field : List.of("to", "cc", "bcc")) {
            Mail mail = Mail.in(project).from("alice").to("bob").with(field, List.of(step));
            Api.invalid(mail.post(), field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/agents/%2E", "/api/agents/%2E%2E", "/api/inbox/%2E%2E/counts", "/api/threads/%2e%2E"})
    void a_step_in_a_path_finds_nothing(String path) {
        RawHttp.Answer answer =
                RawHttp.get(path + "?agent=alice&project=" + project).send();

        assertThat(answer.body()).doesNotContain("agent_id");
        assertThat(answer.status()).isIn(200, 400, 404);
    }

    @Test
    void a_name_of_1024_characters_fits_a_path() {
        String name = "日".repeat(1024);
        Api.register(project, name);

        assertThat(get("/api/agents/" + RawHttp.segment(name)).getString("name"))
                .isEqualTo(name);
    }

    @Test
    void three_names_of_1024_characters_of_four_bytes_fit_an_address() {
        String name = RawHttp.segment("🙂".repeat(1024));

        RawHttp.get("/api/nothing/" + name + "/" + name + "?project=" + name)
                .send()
                .refused(404, "not_found");
    }

    @Test
    void a_semicolon_in_a_path_means_the_same_percent_encoded_or_not() {
        Api.register(project, "a");
        Api.register(project, "a;b");
        Api.register(project, "a;b=1;");

        assertThat(get("/api/agents/a;b").getString("name")).isEqualTo("a;b");
        assertThat(get("/api/agents/a;b=1%3B").getString("name")).isEqualTo("a;b=1;");
        assertThat(get("/api/inbox/a;b/counts").getLong("total")).isZero();
        Api.refused(Api.in(project).get("/api/agents/a%3Bc"), 404, "agent_not_found");
        RawHttp.get("/api/agents/a;c?project=" + project).send().refused(404, "agent_not_found");
        post("/api/agents/a;b/heartbeat", "{\"focus_state\":\"thinking\"}");
        RawHttp.get("/health;x").send().refused(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({"a+b", "a:b@c", "a=b&c", "(a)", "a$b", "~a", "a!", "a'b", "a*"})
    void what_needs_no_escape_in_a_path_stands_for_itself(String text) {
        Api.register(project, text);

        assertThat(get("/api/agents/" + text).getString("name")).isEqualTo(text);
    }

    @Test
    void a_plus_in_a_query_is_a_space_as_in_forms() {
        Api.register(Map.of("project", "a b " + project, "name", "alice"));

        RawHttp.Answer answer =
                RawHttp.get("/api/agents/alice?project=a+b%20" + project).send();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void projects_may_hold_any_character_too() {
        String odd = "p/%;?#🙂\"' " + project;
        Api.register(odd, "alice");

        assertThat(Api.agent(odd, "alice").getString("project")).isEqualTo(odd);
        assertThat(Api.ok(Api.in(odd).get("/api/agents")).getList("agents")).hasSize(1);
    }

    private JsonPath get(String path) {
        RawHttp.Answer answer = RawHttp.get(path + "?project=" + project).send();
        assertThat(answer.status()).as(path + " → " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void post(String path, String body) {
        RawHttp.Answer answer =
                RawHttp.post(path + "?project=" + project).body(body).send();
        assertThat(answer.status()).as(path + " → " + answer.body()).isEqualTo(200);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                + '"';
    }
}
