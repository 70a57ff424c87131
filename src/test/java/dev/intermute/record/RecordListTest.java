package dev.intermute.record;

import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.EnumSource.Mode;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of work records: their order, their filters, their pages. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordListTest {
    private final String project = Api.freshProject();

    @ParameterizedTest
    @EnumSource
    void what_was_changed_last_comes_first_but_for_insights(Sample kind) {
        JsonPath a = kind.make(project, "id", "a");
        kind.make(project, "id", "b");
        kind.make(project, "id", "c");
        Api.ok(kind.put(a, kind.most));

        List<String> ids = Api.ok(Api.in(project).get(kind.path())).getList("id");

        assertThat(ids).isEqualTo(kind == Sample.INSIGHTS ? List.of("c", "b", "a") : List.of("a", "c", "b"));
    }

    @Test
    void each_filter_of_the_contract_narrows_down_its_list() {
        for (Object[] filter : new Object[][] {
            {Sample.SPECS, "status", "status", "research"},
            {Sample.EPICS, "spec", "spec_id", "s9"},
            {Sample.EPICS, "status", "status", "done"},
            {Sample.STORIES, "epic", "epic_id", "e9"},
            {Sample.STORIES, "status", "status", "review"},
            {Sample.TASKS, "story", "story_id", "st9"},
            {Sample.TASKS, "status", "status", "blocked"},
            {Sample.TASKS, "agent", "agent", "zoe"},
            {Sample.INSIGHTS, "spec", "spec_id", "s9"},
            {Sample.INSIGHTS, "category", "category", "c9"},
            {Sample.INSIGHTS, "source", "source", "src9"},
            {Sample.SESSIONS, "status", "status", "error"},
            {Sample.SESSIONS, "agent", "agent", "zoe"},
            {Sample.CUJS, "spec", "spec_id", "s9"},
            {Sample.CUJS, "status", "status", "archived"},
        }) {
            Sample kind = (Sample) filter[0];
            kind.make(project, kind.least);
            String wanted = kind.make(project, (String) filter[2], filter[3]).getString("id");

            assertThat(kind.ids(project, (String) filter[1], (String) filter[3]))
                    .as(kind + " " + filter[1])
                    .containsExactly(wanted);
            Api.invalid(
                    Api.in(project)
                            .queryParam((String) filter[1], "x".repeat(1025))
                            .get(kind.path()),
                    (String) filter[1]);
        }
    }

    @Test
    void what_only_names_something_may_be_called_like_a_step_in_a_path() {
        String id = Sample.INSIGHTS.make(project, "category", "..").getString("id");

        assertThat(Sample.INSIGHTS.ids(project, "category", "..")).containsExactly(id);
    }

    @Test
    void filters_narrow_down_together_and_blank_ones_do_not() {
        make("a", "ada", "running", "st1");
        make("b", "ada", "blocked", "st1");
        make("c", "bob", "running", "st1");
        make("d", "ada", "running", "st2");

        assertThat(tasks("agent", "ada", "status", "running")).containsExactly("d", "a");
        assertThat(tasks("agent", "ada", "story", "st1")).containsExactly("b", "a");
        assertThat(tasks("status", "running", "story", "st1")).containsExactly("c", "a");
        assertThat(tasks("agent", "", "story", "st2")).containsExactly("d");
        assertThat(Api.ok(Api.in(project)
                                .queryParam("agent", "ada")
                                .queryParam("status", "running")
                                .queryParam("story", "st1")
                                .get("/api/tasks"))
                        .getList("id"))
                .containsExactly("a");
    }

    @Test
    void an_agent_is_found_by_its_id_or_its_name_whichever_was_written() {
        Registered ada = Api.register(project, "ada");
        make("a", "ada", "running", null);
        make("b", ada.agent_id(), "running", null);
        make("c", "bob", "running", null);

        assertThat(Sample.TASKS.ids(project, "agent", "ada")).containsExactly("b", "a");
        assertThat(Sample.TASKS.ids(project, "agent", ada.agent_id())).containsExactly("b", "a");
        assertThat(Sample.TASKS.ids(project, "agent", "bob")).containsExactly("c");
        assertThat(Api.ok(Sample.TASKS.get(project, "a")).getString("agent")).isEqualTo("ada");
        // Where no project is named it is the agent's.
        assertThat(Api.ok(Api.local().queryParam("agent", ada.agent_id()).get("/api/tasks"))
                        .getList("id"))
                .containsExactly("b", "a");
    }

    @Test
    void what_names_an_agent_before_it_registers_is_its_own_once_it_has() {
        make("a", "ada", "running", null);
        Sample.SESSIONS.make(project, Map.of("id", "s", "name", "morning", "agent", "ada"));
        String other = Api.freshProject();
        Sample.TASKS.make(other, Map.of("id", "a", "title", "t", "agent", "ada"));

        Registered ada = Api.register(project, "ada");

        for (String reference : List.of("ada", ada.agent_id())) {
            assertThat(Sample.TASKS.ids(project, "agent", reference)).containsExactly("a");
            assertThat(Sample.SESSIONS.ids(project, "agent", reference)).containsExactly("s");
        }
        JsonPath task = Api.ok(Sample.TASKS.get(project, "a"));
        assertThat(task.getString("agent")).isEqualTo("ada");
        assertThat(task.getLong("version")).isEqualTo(1);
        assertThat(Api.events(project).getList("events")).hasSize(2);
        assertThat(Sample.TASKS.ids(other, "agent", "ada")).containsExactly("a");
        assertThat(Sample.TASKS.ids(other, "agent", ada.agent_id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INSIGHTS"},
            mode = Mode.EXCLUDE)
    void pages_show_no_record_twice_while_they_change(Sample kind) {
        for (int i = 0; i < 7; i++) {
            kind.make(project, "id", "r" + i);
        }

        Response first = page(kind, 3, null);
        Api.ok(kind.put(Api.ok(kind.get(project, "r1")), kind.most));
        Api.ok(kind.put(Api.ok(kind.get(project, "r5")), kind.most));
        Response second = page(kind, 3, first.header("X-Next-Cursor"));

        assertThat(first.jsonPath().getList("id")).containsExactly("r6", "r5", "r4");
        assertThat(second.jsonPath().getList("id")).containsExactly("r3", "r2", "r0");
        assertThat(second.header("X-Next-Cursor")).isNull();
        assertThat(page(kind, 2, null).jsonPath().getList("id")).containsExactly("r5", "r1");
    }

    @ParameterizedTest
    @EnumSource
    void pages_show_each_record_once_while_others_are_made(Sample kind) {
        for (int i = 0; i < 7; i++) {
            kind.make(project, "id", "r" + i);
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Response page = page(kind, 3, cursor);
            seen.addAll(page.jsonPath().getList("id"));
            cursor = page.header("X-Next-Cursor");
            kind.make(project, kind.least);
        } while (cursor != null);

        assertThat(seen).containsExactly("r6", "r5", "r4", "r3", "r2", "r1", "r0");
    }

    @Test
    void the_last_page_says_nothing_of_a_next_one() {
        Sample.SPECS.make(project, Sample.SPECS.least);
        Sample.SPECS.make(project, Sample.SPECS.least);

        assertThat(page(Sample.SPECS, 2, null).header("X-Next-Cursor")).isNull();
        assertThat(page(Sample.SPECS, 1, null).header("X-Next-Cursor")).isNotBlank();
        assertThat(Api.in(project).get("/api/specs").header("X-Next-Cursor")).isNull();
    }

    @Test
    void a_page_ends_when_it_is_large_but_never_without_a_record() {
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 10; i++) {
            Sample.SPECS.make(project, Map.of("title", "t", "vision", large));
        }

        Response first = Api.in(project).get("/api/specs");
        Response second = page(Sample.SPECS, 100, first.header("X-Next-Cursor"));

        assertThat(first.jsonPath().getList("id")).hasSize(8);
        assertThat(second.jsonPath().getList("id")).hasSize(2);
        assertThat(second.header("X-Next-Cursor")).isNull();
    }

    @Test
    void a_limit_or_a_cursor_that_means_nothing_is_refused() {
        for (String limit : List.of("0", "-1", "many")) {
            Api.invalid(Api.in(project).queryParam("limit", limit).get("/api/tasks"), "limit");
        }
        for (String cursor : List.of("x", "-1", "99999999999999999999")) {
            Api.invalid(Api.in(project).queryParam("cursor", cursor).get("/api/tasks"), "cursor");
        }
    }

    private Response page(Sample kind, int limit, String cursor) {
        RequestSpecification request = Api.in(project).queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get(kind.path()).then().statusCode(200).extract().response();
    }

    private void make(String id, String agent, String status, String story) {
        Map<String, Object> task = Sample.with(Sample.TASKS.least, "id", id);
        task.putAll(Map.of("agent", agent, "status", status));
        task.put("story_id", story);
        Sample.TASKS.make(project, task);
    }

    private List<String> tasks(String first, String value, String second, String other) {
        return Api.ok(Api.in(project)
                        .queryParam(first, value)
                        .queryParam(second, other)
                        .get("/api/tasks"))
                .getList("id");
    }
}
