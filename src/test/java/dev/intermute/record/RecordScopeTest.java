package dev.intermute.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Which project a request is about, and who makes it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordScopeTest {
    /** What only some kinds take, with a body that would do. */
    private static final Map<String, Map<String, String>> ACTIONS = Map.of(
            "/api/tasks/{id}/assign", Map.of("agent", "ada"),
            "/api/insights/{id}/link", Map.of("spec_id", "s9"),
            "/api/cujs/{id}/link", Map.of("feature_id", "f9"),
            "/api/cujs/{id}/unlink", Map.of("feature_id", "f1"));

    private final String project = Api.freshProject();

    @ParameterizedTest
    @EnumSource
    void another_projects_records_are_as_if_they_did_not_exist(Sample kind) {
        JsonPath theirs = kind.make(project, "id", "one");
        String other = Api.freshProject();

        Api.refused(kind.get(other, "one"), 404, "record_not_found");
        Api.refused(kind.delete(other, "one"), 404, "record_not_found");
        Api.refused(kind.patch(other, "one", Map.of("version", 1)), 404, "record_not_found");
        Api.refused(
                Api.json(Map.of("project", other, "version", 1)).patch(kind.path() + "/one"), 404, "record_not_found");
        Map<String, Object> body = Sample.with(kind.least, "version", 1);
        Api.refused(Api.json(Sample.with(body, "project", other)).put(kind.path() + "/one"), 404, "record_not_found");
        assertThat(Api.ok(Api.in(other).get(kind.path())).getList("$")).isEmpty();
        assertThat(kind.make(other, "id", "one").getString("project")).isEqualTo(other);
        kind.delete(other, "one");
        assertThat(Api.ok(kind.get(project, "one")).getMap("$")).isEqualTo(theirs.getMap("$"));
    }

    @Test
    void what_only_some_kinds_take_is_about_its_project_alone() {
        String other = Api.freshProject();
        for (Sample kind : List.of(Sample.TASKS, Sample.INSIGHTS, Sample.CUJS)) {
            kind.make(project, "id", "one");
        }
        Api.ok(Api.json(Map.of("feature_id", "f1"))
                .queryParam("project", project)
                .post("/api/cujs/one/link"));
        int events = Api.events(project).getList("events").size();

        ACTIONS.forEach((path, body) -> {
            Response inTheQuery = Api.json(body).queryParam("project", other).post(path, "one");
            Response inTheBody = Api.json(Sample.with(body, "project", other)).post(path, "one");
            for (Response answer : List.of(inTheQuery, inTheBody)) {
                Api.refused(answer, 404, "record_not_found");
                assertThat(answer.asString()).doesNotContain(project);
            }
        });
        Api.refused(Api.in(other).get("/api/cujs/one/links"), 404, "record_not_found");

        assertThat(Api.events(project).getList("events")).hasSize(events);
        assertThat(Api.ok(Api.in(project).get("/api/cujs/one/links")).getList("feature_id"))
                .containsExactly("f1");
        assertThat(Api.events(other).getList("events")).isEmpty();
    }

    @Test
    void with_a_key_a_new_record_and_a_replacement_must_name_the_project() {
        String id = Api.freshName("epic");
        Map<String, Object> body = Map.of("id", id, "title", "Lexer");

        Api.refused(keyed(body).post("/api/epics"), 400, "project_required");
        Api.refused(keyed(Sample.with(body, "project", "keyed-b")).post("/api/epics"), 403, "project_forbidden");
        keyed(Sample.with(body, "project", "keyed-a")).post("/api/epics").then().statusCode(201);

        Map<String, Object> replacement = Sample.with(body, "version", 1);
        Api.refused(keyed(replacement).put("/api/epics/{id}", id), 400, "project_required");
        Api.ok(keyed(Sample.with(replacement, "project", "keyed-a")).put("/api/epics/{id}", id));
        Api.ok(keyed(Map.of("title", "L", "version", 2)).patch("/api/epics/{id}", id));
        Api.ok(Api.keyed(TestServer.KEY_A).get("/api/epics/{id}", id));
        Api.refused(Api.keyed(TestServer.KEY_B).get("/api/epics/{id}", id), 404, "record_not_found");
        assertThat(Api.keyed(TestServer.KEY_A).delete("/api/epics/{id}", id).statusCode())
                .isEqualTo(204);
    }

    @Test
    void with_a_key_what_is_done_to_one_record_needs_no_project() {
        String id = Api.freshName("one");
        for (Sample kind : List.of(Sample.TASKS, Sample.INSIGHTS, Sample.CUJS)) {
            kind.make("keyed-a", "id", id);
        }

        ACTIONS.forEach((path, body) -> {
            Api.ok(keyed(body).post(path, id));
            Api.refused(keyed(Sample.with(body, "project", "keyed-b")).post(path, id), 403, "project_forbidden");
        });
        Api.ok(Api.keyed(TestServer.KEY_A).get("/api/cujs/{id}/links", id));
        Api.refused(Api.keyed(TestServer.KEY_B).get("/api/cujs/{id}/links", id), 404, "record_not_found");
    }

    @Test
    void a_local_caller_that_names_no_project_is_in_the_default_project() {
        String id = Api.freshName("spec");
        Api.json(Map.of("id", id, "title", "x")).post("/api/specs").then().statusCode(201);

        assertThat(Api.ok(Api.in("default").get("/api/specs/{id}", id)).getString("project"))
                .isEqualTo("default");
    }

    @Test
    void a_change_is_a_sign_of_life_of_who_makes_it() {
        Api.register(project, "ada");
        Instant before = lastSeen("ada");

        Api.json(Map.of("project", project, "title", "x"))
                .header("X-Agent-ID", "ada")
                .post("/api/epics")
                .then()
                .statusCode(201);

        assertThat(lastSeen("ada")).isAfter(before);
    }

    private Instant lastSeen(String agent) {
        return Instant.parse(Api.agent(project, agent).getString("last_seen"));
    }

    private static RequestSpecification keyed(Object body) {
        return Api.keyed(TestServer.KEY_A).contentType("application/json").body(body);
    }
}
