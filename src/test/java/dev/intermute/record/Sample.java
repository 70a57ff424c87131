package dev.intermute.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

import dev.intermute.testing.Api;

/** The seven kinds as the contract has them, and requests that use them. */
enum Sample {
    SPECS(
            "spec",
            Map.of("title", "Parser"),
            Map.of("title", "Parser 2", "vision", "v", "users", "u", "problem", "p", "status", "validated"),
            List.of("draft", "research", "validated", "archived"),
            "spec.created spec.updated spec.archived"),
    EPICS(
            "epic",
            Map.of("title", "Lexer"),
            Map.of("spec_id", "s1", "title", "Lexer 2", "description", "d", "status", "in_progress"),
            List.of("open", "in_progress", "done"),
            "epic.created epic.updated epic.deleted"),
    STORIES(
            "story",
            Map.of("epic_id", "e1", "title", "Numbers"),
            Map.of("epic_id", "e2", "title", "Numbers 2", "acceptance_criteria", List.of("a", "b"), "status", "review"),
            List.of("todo", "in_progress", "review", "done"),
            "story.created story.updated story.deleted"),
    TASKS(
            "task",
            Map.of("title", "Write it"),
            Map.of("story_id", "st1", "title", "Test it", "agent", "ada", "session_id", "se1", "status", "blocked"),
            List.of("pending", "running", "blocked", "done"),
            "task.created task.updated task.deleted"),
    INSIGHTS(
            "insight",
            Map.of("source", "profile", "category", "speed", "title", "Slow start"),
            Map.of(
                    "spec_id",
                    "s1",
                    "source",
                    "log",
                    "category",
                    "fault",
                    "title",
                    "t",
                    "body",
                    "b",
                    "url",
                    "https://example.org",
                    "score",
                    0.5),
            List.of(),
            "insight.created insight.updated insight.deleted"),
    SESSIONS(
            "session",
            Map.of("name", "morning", "agent", "ada"),
            Map.of("name", "evening", "agent", "bob", "task_id", "t1", "status", "idle"),
            List.of("running", "idle", "error"),
            "session.started session.updated session.stopped"),
    CUJS(
            "cuj",
            Map.of("spec_id", "s1", "title", "First parse"),
            Map.of(
                    "spec_id",
                    "s2",
                    "title",
                    "Second parse",
                    "persona",
                    "p",
                    "priority",
                    "high",
                    "entry_point",
                    "in",
                    "exit_point",
                    "out",
                    "steps",
                    List.of(Map.of("order", 1, "action", "a", "expected", "e", "alternatives", List.of("x"))),
                    "success_criteria",
                    List.of("s"),
                    "error_recovery",
                    List.of("r")),
            List.of("draft", "validated", "archived"),
            "cuj.created cuj.updated cuj.archived");

    /** One of it, in a word. */
    final String one;
    /** What a request must have. */
    final Map<String, Object> least;
    /** Another request, with all that there is. */
    final Map<String, Object> most;
    /** The default first; none for a kind without. */
    final List<String> statuses;
    /** The names of its events: created, updated, deleted. */
    final List<String> events;

    Sample(String one, Map<String, Object> least, Map<String, Object> most, List<String> statuses, String events) {
        this.one = one;
        this.least = least;
        this.most = most;
        this.statuses = statuses;
        this.events = List.of(events.split(" "));
    }

    String path() {
        return "/api/" + name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isVersioned() {
        return this != INSIGHTS && this != SESSIONS;
    }

    /** The field that tells when it was made. */
    String created() {
        return this == SESSIONS ? "started_at" : "created_at";
    }

    /** Sends a new record. */
    Response post(String project, Map<String, ?> fields) {
        return Api.json(with(fields, "project", project)).post(path());
    }

    /** Makes a record. */
    JsonPath make(String project, Map<String, ?> fields) {
        return post(project, fields).then().statusCode(201).extract().jsonPath();
    }

    /** Makes a record that has what it must have, and this field. */
    JsonPath make(String project, String field, Object value) {
        return make(project, with(least, field, value));
    }

    Response get(String project, String id) {
        return Api.in(project).get(path() + "/{id}", id);
    }

    /** Replaces a record, by the version that it has. */
    Response put(JsonPath seen, Map<String, ?> fields) {
        Map<String, Object> body = with(seeing(seen, fields), "project", seen.getString("project"));
        return Api.json(body).put(path() + "/{id}", seen.getString("id"));
    }

    /** The same fields and, if this kind has one, the version of a record that was seen. */
    Map<String, Object> seeing(JsonPath seen, Map<String, ?> fields) {
        return isVersioned() ? with(fields, "version", seen.getLong("version")) : new HashMap<>(fields);
    }

    /** Sends a patch. */
    Response patch(String project, String id, Map<String, ?> body) {
        return Api.json(body).queryParam("project", project).patch(path() + "/{id}", id);
    }

    Response delete(String project, String id) {
        return Api.in(project).delete(path() + "/{id}", id);
    }

    /** The ids of a list with this parameter. */
    List<String> ids(String project, String parameter, String value) {
        return Api.ok(Api.in(project).queryParam(parameter, value).get(path())).getList("id");
    }

    /** The same fields and one more. */
    static Map<String, Object> with(Map<String, ?> fields, String field, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(field, value);
        return more;
    }

    /** The same fields but one. */
    static Map<String, Object> without(Map<String, ?> fields, String field) {
        Map<String, Object> less = new HashMap<>(fields);
        less.remove(field);
        return less;
    }
}
