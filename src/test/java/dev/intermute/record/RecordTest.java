package dev.intermute.record;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What every kind of work record promises. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordTest {
    private final String project = Api.freshProject();

    @ParameterizedTest
    @EnumSource
    void a_new_record_is_answered_as_it_is_stored(Sample kind) {
        JsonPath made = kind.make(project, kind.most);

        assertThat(made.getMap("$")).containsAllEntriesOf(plain(kind.most)).containsEntry("project", project);
        assertThat(made.getString("id")).matches(Api.ID);
        assertThat(made.getString(kind.created())).matches(Api.TIME);
        assertThat(made.getString("updated_at"))
                .isEqualTo(kind == Sample.INSIGHTS ? null : made.getString(kind.created()));
        assertThat(made.<Object>get("version")).isEqualTo(kind.isVersioned() ? 1 : null);
        JsonPath read = Api.ok(kind.get(project, made.getString("id")));
        assertThat(read.getMap("$")).isEqualTo(made.getMap("$"));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_new_record_leaves_out_has_its_default(Sample kind) {
        JsonPath made = kind.make(project, kind.least);

        assertThat(made.getString("status")).isEqualTo(kind.statuses.isEmpty() ? null : kind.statuses.get(0));
        assertThat(made.getMap("$")).doesNotContainValue(null);
        if (kind == Sample.CUJS) {
            assertThat(made.getString("priority")).isEqualTo("medium");
            assertThat(made.getList("steps")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_must_be_there_is_asked_for(Sample kind) {
        for (String field : kind.least.keySet()) {
            Api.invalid(kind.post(project, Sample.without(kind.least, field)), field);
            Api.invalid(kind.post(project, Sample.with(kind.least, field, null)), field);
            Api.invalid(kind.post(project, Sample.with(kind.least, field, " ")), field);
            Api.invalid(kind.post(project, Sample.with(kind.least, field, 7)), field);
            Api.invalid(kind.post(project, Sample.with(kind.least, field, "x".repeat(1025))), field);
            Api.invalid(kind.post(project, Sample.with(kind.least, field, "a\0b")), field);
        }
        Api.refused(Api.local().contentType("application/json").post(kind.path()), 400, "invalid_request");
    }

    @ParameterizedTest
    @EnumSource
    void there_are_just_the_statuses_of_the_contract(Sample kind) {
        for (String status : kind.statuses) {
            assertThat(kind.make(project, "status", status).getString("status")).isEqualTo(status);
        }
        if (!kind.statuses.isEmpty()) {
            Api.invalid(kind.post(project, Sample.with(kind.least, "status", "someday")), "status");
            Api.invalid(Api.in(project).queryParam("status", "someday").get(kind.path()), "status");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_is_the_clients_to_choose_once(Sample kind) {
        kind.make(project, "id", "mine/1");

        Api.refused(kind.post(project, Sample.with(kind.least, "id", "mine/1")), 409, "already_exists");
        Api.invalid(kind.post(project, Sample.with(kind.least, "id", "..")), "id");
        Api.invalid(kind.post(project, Sample.with(kind.least, "id", "x".repeat(1025))), "id");
        assertThat(Api.ok(kind.get(project, "mine/1")).getString("id")).isEqualTo("mine/1");
        assertThat(Api.ok(Api.in(project).get(kind.path())).getList("$")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"order\": 99999999999999999999}] | steps[0].order must be a whole number in range",
                "[{\"order\": 2147483648}] | steps[0].order must be a whole number in range",
                "[{}, {\"action\": 7}] | steps[1].action must be a string",
                "[{\"alternatives\": [7]}] | steps[0].alternatives must hold strings only",
                "[{\"alternatives\": {}}] | steps[0].alternatives must be an array",
                "[{}, 7] | steps[1] must be an object"
            })
    void what_is_wrong_within_a_list_is_told_with_its_place(String steps, String complaint) {
        String rest = "{\"project\":\"" + project + "\",\"title\":\"t\",\"spec_id\":\"s\",\"steps\":";

        Response answer = Api.local()
                .contentType("application/json")
                .body(rest + steps + "}")
                .post("/api/cujs");

        Api.invalid(answer, "steps");
        assertThat(answer.<String>path("message")).isEqualTo("Field " + complaint + ".");
    }

    @ParameterizedTest
    @EnumSource
    void what_the_service_alone_sets_is_ignored(Sample kind) {
        Map<String, Object> body = new HashMap<>(kind.least);
        body.putAll(Map.of("created_at", "2000-01-01T00:00:00Z", "updated_at", 7, "started_at", "x", "position", 1));
        body.putAll(Map.of("claim_expires_at", "2000-01-01T00:00:00Z", "seq", "x", "agent_mailbox", "x"));

        for (Object version : List.of(7, "1", 1.5, List.of(1), Map.of("a", "a\0"))) {
            JsonPath made = kind.make(project, Sample.with(body, "version", version));

            assertThat(made.getString(kind.created())).doesNotStartWith("2000");
            assertThat(made.<Object>get("version")).isEqualTo(kind.isVersioned() ? 1 : null);
            assertThat(made.getMap("$")).doesNotContainKeys("claim_expires_at", "position", "seq", "agent_mailbox");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_replacement_leaves_nothing_but_id_and_birth(Sample kind) {
        JsonPath made = kind.make(project, kind.most);

        Map<String, Object> body = Sample.with(kind.least, "id", "another");
        body.put(kind.created(), "2000-01-01T00:00:00Z");
        JsonPath replaced = Api.ok(kind.put(made, body));

        assertThat(replaced.getString("id")).isEqualTo(made.getString("id"));
        assertThat(replaced.getString(kind.created())).isEqualTo(made.getString(kind.created()));
        assertThat(replaced.<Object>get("version")).isEqualTo(kind.isVersioned() ? 2 : null);
        JsonPath fresh = kind.make(project, kind.least);
        assertThat(replaced.getMap("$").keySet()).isEqualTo(fresh.getMap("$").keySet());
        assertThat(replaced.getMap("$")).containsAllEntriesOf(kind.least);
        assertThat(replaced.getString("status")).isEqualTo(fresh.getString("status"));
        assertThat(Api.ok(kind.get(project, made.getString("id"))).getMap("$")).isEqualTo(replaced.getMap("$"));
    }

    @ParameterizedTest
    @EnumSource
    void the_id_in_the_body_of_a_change_is_ignored_whatever_it_is(Sample kind) {
        JsonPath made = kind.make(project, "id", "one");

        for (Object id : List.of("another", 7, "..", "a\0", "x".repeat(1025), List.of("one"))) {
            JsonPath patched = Api.ok(kind.patch(project, "one", kind.seeing(made, Map.of("id", id))));
            made = Api.ok(kind.put(patched, Sample.with(kind.least, "id", id)));
            assertThat(made.getString("id")).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_replacement_keeps_the_rules(Sample kind) {
        JsonPath made = kind.make(project, kind.least);

        for (String field : kind.least.keySet()) {
            Api.invalid(kind.put(made, Sample.without(kind.least, field)), field);
        }
        if (!kind.statuses.isEmpty()) {
            Api.invalid(kind.put(made, Sample.with(kind.least, "status", "someday")), "status");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_deleted_is_gone(Sample kind) {
        String id = kind.make(project, kind.least).getString("id");

        Response answer = kind.delete(project, id);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.asString()).isEmpty();
        Api.refused(kind.get(project, id), 404, "record_not_found");
        Api.refused(kind.delete(project, id), 404, "record_not_found");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_there_is_404(Sample kind) {
        Map<String, Object> body = Sample.with(kind.least, "version", 1);

        Api.refused(kind.get(project, "none"), 404, "record_not_found");
        Api.refused(kind.delete(project, "none"), 404, "record_not_found");
        Api.refused(kind.patch(project, "none", Map.of("version", 1)), 404, "record_not_found");
        Api.refused(
                Api.json(Sample.with(body, "project", project)).put(kind.path() + "/none"), 404, "record_not_found");
    }

    @ParameterizedTest
    @EnumSource
    void each_change_is_one_event_by_its_old_name(Sample kind) {
        JsonPath made = kind.make(project, "id", "one");
        JsonPath changed = Api.ok(kind.put(made, kind.least));
        kind.delete(project, "one");

        JsonPath log = Api.events(project);

        assertThat(log.getList("events.type")).isEqualTo(kind.events);
        assertThat(log.getList("events.entity_id")).containsExactly("one", "one", "one");
        assertThat(log.getList("events.kind")).containsExactly(kind.one, kind.one, kind.one);
        assertThat(log.getList("events.action")).containsExactly("created", "updated", "deleted");
        assertThat(log.getMap("events[0].data")).isEqualTo(made.getMap("$"));
        assertThat(log.getMap("events[1].data")).isEqualTo(changed.getMap("$"));
        assertThat(log.getMap("events[2].data")).isEmpty();
        assertThat(Api.ok(Api.in(project).queryParam("type", kind.one + ".*").get("/api/events"))
                        .getList("events"))
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_refused_leaves_no_event(Sample kind) {
        kind.make(project, "id", "one");
        kind.post(project, Sample.with(kind.least, "id", "one"));
        kind.delete(project, "none");

        assertThat(Api.events(project).getList("events.type")).containsExactly(kind.events.get(0));
    }

    @Test
    void lists_and_numbers_are_what_they_should_be() {
        Map<String, Object> story = Map.of("epic_id", "e", "title", "t");
        for (Object wrong : List.of("x", 7, Map.of("a", "b"), List.of(7), List.of(List.of("x")))) {
            Api.invalid(
                    Sample.STORIES.post(project, Sample.with(story, "acceptance_criteria", wrong)),
                    "acceptance_criteria");
            Api.invalid(Sample.CUJS.post(project, Sample.with(Sample.CUJS.least, "steps", wrong)), "steps");
        }
        for (Object wrong : List.of("1", true, List.of(1))) {
            Api.invalid(Sample.INSIGHTS.post(project, Sample.with(Sample.INSIGHTS.least, "score", wrong)), "score");
        }
        Api.invalid(
                Api.local()
                        .contentType("application/json")
                        .body("{\"source\":\"s\",\"category\":\"c\",\"title\":\"t\",\"score\":1e999}")
                        .post("/api/insights"),
                "score");
        Api.invalid(Sample.CUJS.post(project, Sample.with(Sample.CUJS.least, "priority", "urgent")), "priority");
    }

    @Test
    void what_nobody_asks_for_may_be_nested_as_deep_as_a_body_is_long() throws Exception {
        int depth = 500_000;
        String deep = "[".repeat(depth) + "]".repeat(depth);
        String rest = ",\"id\":\"s1\",\"title\":\"t\",\"version\":1,\"project\":\"" + project + "\"}";

        assertThat(status("POST", "/api/specs", "{\"x\":" + deep + rest)).isEqualTo(201);
        assertThat(status("PATCH", "/api/specs/s1", "{\"x\":" + deep + rest)).isEqualTo(200);
        assertThat(status("POST", "/api/specs", "{\"vision\":" + deep + rest)).isEqualTo(400);
    }

    /** Sends a body that REST Assured would print, a line for each bracket. */
    private static int status(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void absent_elements_of_a_list_are_left_out() {
        List<String> criteria = java.util.Arrays.asList("a", null, "", "b");

        assertThat(Sample.STORIES
                        .make(project, Map.of("epic_id", "e", "title", "t", "acceptance_criteria", criteria))
                        .getList("acceptance_criteria"))
                .containsExactly("a", "b");
    }

    /** As JSON is read here: numbers with a fraction are floats. */
    private static Map<String, Object> plain(Map<String, Object> fields) {
        return fields.containsKey("score") ? Sample.with(fields, "score", 0.5f) : fields;
    }
}
