package dev.intermute.record;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Nobody overwrites what it hasn't seen; and a patch changes what it names. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordVersionTest {
    private final String project = Api.freshProject();

    @ParameterizedTest
    @EnumSource(
            names = {"INSIGHTS", "SESSIONS"},
            mode = Mode.EXCLUDE)
    void whoever_has_seen_an_older_version_is_refused_with_the_current_one(Sample kind) {
        JsonPath made = kind.make(project, "id", "one");
        Api.ok(kind.put(made, kind.most));

        Api.refused(kind.put(made, kind.least), 409, "version_conflict").body("current_version", equalTo(2));
        Api.refused(kind.patch(project, "one", Map.of("version", 1)), 409, "version_conflict")
                .body("current_version", equalTo(2));
        assertThat(Api.ok(kind.get(project, "one")).getLong("version")).isEqualTo(2);
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INSIGHTS", "SESSIONS"},
            mode = Mode.EXCLUDE)
    void a_change_without_a_version_is_refused(Sample kind) {
        kind.make(project, "id", "one");

        Map<String, Object> body = Sample.with(kind.least, "project", project);
        Api.invalid(Api.json(body).put(kind.path() + "/one"), "version");
        Api.invalid(Api.json(Sample.with(body, "version", "1")).put(kind.path() + "/one"), "version");
        Api.invalid(kind.patch(project, "one", Map.of("title", "x")), "version");
    }

    @ParameterizedTest
    @EnumSource(names = {"INSIGHTS", "SESSIONS"})
    void where_there_is_no_version_the_last_writer_wins(Sample kind) {
        JsonPath made = kind.make(project, "id", "one");

        Response first = kind.put(made, kind.most);
        JsonPath second = Api.ok(kind.put(made, kind.least));

        assertThat(first.header("ETag")).isNull();
        assertThat(second.getMap("$")).doesNotContainKey("version").containsAllEntriesOf(kind.least);
        Api.ok(kind.patch(project, "one", Map.of()));
    }

    @Test
    void a_read_has_the_version_as_its_etag_and_if_match_takes_it() {
        Sample kind = Sample.EPICS;
        Response made = kind.post(project, Sample.with(kind.least, "id", "one"));
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(kind.get(project, "one").header("ETag")).isEqualTo("\"1\"");

        Response patched = ifMatch("\"1\"", Map.of("title", "x"));
        assertThat(Api.ok(patched).getString("title")).isEqualTo("x");
        assertThat(patched.header("ETag")).isEqualTo("\"2\"");
        Api.refused(ifMatch("\"1\"", Map.of("title", "y")), 409, "version_conflict")
                .body("current_version", equalTo(2));
        Api.refused(ifMatch("\"2\"", Map.of("title", "y", "version", 1)), 409, "version_conflict");
        Api.refused(ifMatch("\"1\"", Map.of("title", "y", "version", 2)), 409, "version_conflict");
        Api.ok(ifMatch("\"1\", \"2\"", Map.of("title", "y")));

        Response replaced = Api.json(Map.of("project", project, "title", "z"))
                .header("If-Match", "\"3\"")
                .put("/api/epics/one");
        assertThat(Api.ok(replaced).getLong("version")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "W/1", "\"1", "\"1\" \"2\"", "\"1\", 2", "*, \"1\""})
    void an_if_match_that_is_no_list_of_etags_is_refused(String header) {
        Sample.EPICS.make(project, "id", "one");

        Api.invalid(ifMatch(header, Map.of("title", "x")), "If-Match");
        Api.invalid(delete(header), "If-Match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"one\"", "W/\"1\"", "\"01\"", "\"2\"", "\"a,\", \"b\""})
    void an_etag_that_no_read_has_given_is_that_of_no_version(String header) {
        Sample.EPICS.make(project, "id", "one");

        Api.refused(ifMatch(header, Map.of("title", "x")), 409, "version_conflict")
                .body("current_version", equalTo(1));
        Api.refused(delete(header), 409, "version_conflict").body("current_version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"7\", \"1\"", ", \"1\",", "W/\"1\",\"1\"", "\"a,b\", \"1\""})
    void one_etag_of_a_list_is_enough(String header) {
        Sample.EPICS.make(project, "id", "one");

        assertThat(Api.ok(ifMatch(header, Map.of("title", "x"))).getLong("version"))
                .isEqualTo(2);
    }

    @Test
    void the_lines_of_an_if_match_are_one_list() {
        Sample.EPICS.make(project, "id", "one");

        Api.ok(Api.json(Map.of("title", "x"))
                .header("If-Match", "\"7\"")
                .header("If-Match", "\"1\"")
                .queryParam("project", project)
                .patch("/api/epics/one"));
    }

    @Test
    void a_star_is_any_version_and_names_none() {
        Sample.EPICS.make(project, "id", "one");

        Api.invalid(ifMatch("*", Map.of("title", "x")), "version");
        Api.refused(ifMatch("*", Map.of("title", "x", "version", 2)), 409, "version_conflict");
        Api.ok(ifMatch("*", Map.of("title", "x", "version", 1)));
        assertThat(delete("*").statusCode()).isEqualTo(204);
    }

    @Test
    void what_needs_no_version_keeps_to_the_one_that_it_names() {
        Sample.TASKS.make(project, "id", "t1");
        Api.ok(Sample.TASKS.patch(project, "t1", Map.of("version", 1, "title", "x")));

        Api.refused(assign("\"1\""), 409, "version_conflict").body("current_version", equalTo(2));
        Api.ok(assign("\"2\""));
        Api.refused(in("\"2\"").delete("/api/tasks/t1"), 409, "version_conflict")
                .body("current_version", equalTo(3));
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("task.created", "task.updated", "task.assigned");
        assertThat(in("\"3\"").delete("/api/tasks/t1").statusCode()).isEqualTo(204);
    }

    @Test
    void of_many_who_have_seen_the_same_version_one_changes_it() {
        Client client = new Client("http://localhost:" + RestAssured.port);
        Sample.EPICS.make(project, "id", "one");

        List<CompletableFuture<Answer>> flying = IntStream.range(0, 32)
                .mapToObj(i ->
                        client.putAsync("/api/epics/one", Map.of("project", project, "title", "by " + i, "version", 1)))
                .toList();
        List<Answer> answers = flying.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(31)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.number("current_version")).isEqualTo(2);
                });
        JsonPath left = Api.ok(Sample.EPICS.get(project, "one"));
        assertThat(left.getLong("version")).isEqualTo(2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .allSatisfy(answer -> assertThat(answer.text("title")).isEqualTo(left.getString("title")));
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_patch_changes_what_it_names_and_null_removes(Sample kind) {
        JsonPath made = kind.make(project, Sample.with(kind.most, "id", "one"));

        for (String field : kind.most.keySet()) {
            long version = kind.isVersioned() ? Api.ok(kind.get(project, "one")).getLong("version") : 0;
            Map<String, Object> body = Sample.with(Map.of("version", version), field, null);
            Response answer = kind.patch(project, "one", body);
            if (kind.least.containsKey(field)) {
                Api.invalid(answer, field);
            } else {
                Api.ok(answer);
            }
        }

        JsonPath bare = Api.ok(kind.get(project, "one"));
        JsonPath fresh = kind.make(project, kind.least);
        assertThat(bare.getMap("$").keySet()).isEqualTo(fresh.getMap("$").keySet());
        for (String field : kind.least.keySet()) {
            assertThat(bare.<Object>get(field)).isEqualTo(made.get(field));
        }
        assertThat(bare.getString("status")).isEqualTo(fresh.getString("status"));
    }

    @Test
    void a_patch_is_taken_under_its_own_content_type_and_replaces_lists() {
        Sample.STORIES.make(project, Sample.with(Sample.STORIES.most, "id", "one"));

        JsonPath patched = Api.ok(Api.local()
                .contentType("application/merge-patch+json")
                .body("{\"version\":1,\"acceptance_criteria\":[\"c\"],\"unknown\":{\"a\":null}}")
                .queryParam("project", project)
                .patch("/api/stories/one"));

        assertThat(patched.getList("acceptance_criteria")).isEqualTo(List.of("c"));
        assertThat(patched.getString("title")).isEqualTo("Numbers 2");
        assertThat(patched.getString("status")).isEqualTo("review");
        Api.refused(
                Api.local()
                        .contentType("application/json-patch+json")
                        .body("[]")
                        .patch("/api/stories/one"),
                415,
                "unsupported_media_type");
        Api.refused(
                Api.local()
                        .contentType("application/merge-patch+json")
                        .body("[]")
                        .patch("/api/stories/one"),
                400,
                "invalid_json");
    }

    @Test
    void a_patch_keeps_the_rules_and_leaves_the_services_own_alone() {
        JsonPath made = Sample.TASKS.make(project, "id", "one");

        Api.invalid(patch(Map.of("version", 1, "status", "someday")), "status");
        Api.invalid(patch(Map.of("version", 1, "title", "x".repeat(1025))), "title");
        Api.invalid(patch(Map.of("version", 1, "title", 7)), "title");
        Api.invalid(patch(Map.of("version", 1, "title", "")), "title");
        JsonPath patched = Api.ok(patch(
                Map.of("version", 1, "id", "two", "created_at", "x", "claim_expires_at", "2000-01-01T00:00:00Z")));

        assertThat(patched.getString("id")).isEqualTo("one");
        assertThat(patched.getString("created_at")).isEqualTo(made.getString("created_at"));
        assertThat(patched.getMap("$")).doesNotContainKey("claim_expires_at");
        assertThat(patched.getLong("version")).isEqualTo(2);
    }

    private Response patch(Map<String, ?> body) {
        return Sample.TASKS.patch(project, "one", body);
    }

    private RequestSpecification in(String header) {
        return Api.in(project).header("If-Match", header);
    }

    private Response delete(String header) {
        return in(header).delete("/api/epics/one");
    }

    private Response assign(String header) {
        return in(header)
                .contentType("application/json")
                .body(Map.of("agent", "ada"))
                .post("/api/tasks/t1/assign");
    }

    private Response ifMatch(String header, Map<String, ?> body) {
        return Api.json(body)
                .header("If-Match", header)
                .queryParam("project", project)
                .patch("/api/epics/one");
    }
}
