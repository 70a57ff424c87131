package dev.intermute.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What only some kinds do. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordActionTest {
    private final String project = Api.freshProject();

    @Test
    void a_task_is_assigned_whatever_its_version() {
        Sample.TASKS.make(project, "id", "t1");

        Response answer = post("/api/tasks/t1/assign", Map.of("agent", "ada"));

        JsonPath task = Api.ok(answer);
        assertThat(task.getString("agent")).isEqualTo("ada");
        assertThat(task.getString("status")).isEqualTo("running");
        assertThat(task.getLong("version")).isEqualTo(2);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(types()).containsExactly("task.created", "task.assigned");
        assertThat(Api.events(project).getString("events[1].action")).isEqualTo("updated");
        assertThat(Api.events(project).getString("events[1].data.agent")).isEqualTo("ada");
        assertThat(Sample.TASKS.ids(project, "agent", "ada")).containsExactly("t1");
    }

    @Test
    void an_assignment_needs_an_agent_and_a_task() {
        Sample.TASKS.make(project, "id", "t1");

        Api.invalid(post("/api/tasks/t1/assign", Map.of()), "agent");
        Api.invalid(post("/api/tasks/t1/assign", Map.of("agent", "x".repeat(1025))), "agent");
        Api.refused(post("/api/tasks/none/assign", Map.of("agent", "ada")), 404, "record_not_found");
        Api.refused(
                Api.json(Map.of("agent", "ada"))
                        .queryParam("project", Api.freshProject())
                        .post("/api/tasks/t1/assign"),
                404,
                "record_not_found");
    }

    @Test
    void a_task_that_is_done_is_completed() {
        JsonPath task = Sample.TASKS.make(project, "id", "t1");
        Api.ok(Sample.TASKS.put(task, Map.of("title", "x", "status", "done")));
        Sample.TASKS.make(project, "id", "t2");
        Api.ok(Sample.TASKS.patch(project, "t2", Map.of("version", 1, "status", "done")));

        assertThat(types()).containsExactly("task.created", "task.completed", "task.created", "task.completed");
    }

    @Test
    void a_cuj_that_is_validated_says_so() {
        JsonPath cuj = Sample.CUJS.make(project, Sample.CUJS.least);
        Api.ok(Sample.CUJS.put(cuj, Sample.with(Sample.CUJS.least, "status", "validated")));

        assertThat(types()).containsExactly("cuj.created", "cuj.validated");
    }

    @Test
    void an_insight_is_linked_to_a_spec() {
        Sample.INSIGHTS.make(project, "id", "i1");
        Sample.INSIGHTS.make(project, "id", "i2");

        JsonPath insight = Api.ok(post("/api/insights/i1/link", Map.of("spec_id", "s1")));

        assertThat(insight.getString("spec_id")).isEqualTo("s1");
        assertThat(types()).containsExactly("insight.created", "insight.created", "insight.linked");
        assertThat(Sample.INSIGHTS.ids(project, "spec", "s1")).containsExactly("i1");
        assertThat(Api.ok(Api.in(project).get("/api/insights")).getList("id")).containsExactly("i2", "i1");
        Api.invalid(post("/api/insights/i1/link", Map.of()), "spec_id");
        Api.refused(post("/api/insights/none/link", Map.of("spec_id", "s1")), 404, "record_not_found");
    }

    @Test
    void a_cuj_is_linked_to_features_twice_is_once() {
        Sample.CUJS.make(project, "id", "c1");

        JsonPath link = Api.ok(post("/api/cujs/c1/link", Map.of("feature_id", "f2")));
        JsonPath again = Api.ok(post("/api/cujs/c1/link", Map.of("feature_id", "f2")));
        Api.ok(post("/api/cujs/c1/link", Map.of("feature_id", "f1")));

        Api.hasFields(link, "$", "cuj_id", "feature_id", "project", "linked_at");
        assertThat(again.getMap("$")).isEqualTo(link.getMap("$"));
        JsonPath links = Api.ok(Api.in(project).get("/api/cujs/c1/links"));
        assertThat(links.getList("feature_id")).containsExactly("f1", "f2");
        assertThat(links.getMap("[1]")).isEqualTo(link.getMap("$"));

        Api.ok(post("/api/cujs/c1/unlink", Map.of("feature_id", "f2")));
        Api.ok(post("/api/cujs/c1/unlink", Map.of("feature_id", "f2")));

        assertThat(Api.ok(Api.in(project).get("/api/cujs/c1/links")).getList("feature_id"))
                .containsExactly("f1");
        assertThat(types()).containsExactly("cuj.created", "cuj.updated", "cuj.updated", "cuj.updated");
        JsonPath cuj = Api.ok(Sample.CUJS.get(project, "c1"));
        assertThat(cuj.getLong("version")).isEqualTo(1);
        for (int i = 1; i < 4; i++) {
            assertThat(Api.events(project).getString("events[" + i + "].entity_id"))
                    .isEqualTo("c1");
            assertThat(Api.events(project).getMap("events[" + i + "].data")).isEqualTo(cuj.getMap("$"));
        }
    }

    @Test
    void links_are_paged() {
        Sample.CUJS.make(project, "id", "c1");
        List<String> features = List.of("a, b", "f1", "f2", "grün", "🙂");
        features.forEach(feature -> Api.ok(post("/api/cujs/c1/link", Map.of("feature_id", feature))));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = Api.in(project)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get("/api/cujs/c1/links");
            List<String> ids = Api.ok(page).getList("feature_id");
            assertThat(ids).hasSizeBetween(1, 2);
            seen.addAll(ids);
            cursor = page.header("X-Next-Cursor");
        } while (cursor != null);

        assertThat(seen).isEqualTo(features);
        assertThat(Api.in(project).get("/api/cujs/c1/links").header("X-Next-Cursor"))
                .isNull();
        Api.invalid(Api.in(project).queryParam("limit", 0).get("/api/cujs/c1/links"), "limit");
        Api.invalid(Api.in(project).queryParam("cursor", "?").get("/api/cujs/c1/links"), "cursor");
    }

    @Test
    void links_go_with_their_cuj() {
        Sample.CUJS.make(project, "id", "c1");
        Api.ok(post("/api/cujs/c1/link", Map.of("feature_id", "f1")));
        Sample.CUJS.delete(project, "c1");

        Api.refused(Api.in(project).get("/api/cujs/c1/links"), 404, "record_not_found");
        Sample.CUJS.make(project, "id", "c1");
        assertThat(Api.ok(Api.in(project).get("/api/cujs/c1/links")).getList("$"))
                .isEmpty();
    }

    @Test
    void links_need_a_cuj_and_a_feature() {
        Sample.CUJS.make(project, "id", "c1");

        for (String action : List.of("link", "unlink")) {
            Api.invalid(post("/api/cujs/c1/" + action, Map.of()), "feature_id");
            Api.invalid(post("/api/cujs/c1/" + action, Map.of("feature_id", 7)), "feature_id");
            Api.refused(post("/api/cujs/none/" + action, Map.of("feature_id", "f")), 404, "record_not_found");
        }
    }

    private Response post(String path, Map<String, ?> body) {
        return Api.json(body).queryParam("project", project).post(path);
    }

    private List<String> types() {
        return Api.events(project).getList("events.type");
    }
}
