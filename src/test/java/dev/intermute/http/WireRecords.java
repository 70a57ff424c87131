package dev.intermute.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.intermute.event.EventPage;
import dev.intermute.event.Frame;
import dev.intermute.record.AssignRequest;
import dev.intermute.record.ClaimRequest;
import dev.intermute.record.Cuj;
import dev.intermute.record.Epic;
import dev.intermute.record.FeatureLink;
import dev.intermute.record.Insight;
import dev.intermute.record.Session;
import dev.intermute.record.Spec;
import dev.intermute.record.SpecLink;
import dev.intermute.record.Story;
import dev.intermute.record.Task;
import dev.intermute.testing.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** The work records of {@link WireTypesTest}. */
final class WireRecords {
    private final WireClient client;
    private final SeenTypes seen;

    WireRecords(WireClient client, SeenTypes seen) {
        this.client = client;
        this.seen = seen;
    }

    /** One of each kind, with all that there is. */
    void seeAll() {
        String text = WireClient.TEXT;
        see(Spec.class, "specs", Map.of("vision", text, "users", text, "problem", text));
        see(Epic.class, "epics", Map.of("spec_id", "s", "description", text));
        see(Story.class, "stories", Map.of("epic_id", "e", "acceptance_criteria", List.of(text)));
        see(Task.class, "tasks", Map.of("story_id", "st", "agent", "ada", "session_id", "se"));
        see(Session.class, "sessions", Map.of("name", text, "agent", "ada", "task_id", "t"));
        see(
                Insight.class,
                "insights",
                Map.of("spec_id", "s", "source", text, "category", "c", "body", text, "url", "u", "score", 0.25));
        see(
                Cuj.class,
                "cujs",
                Map.of(
                        "spec_id",
                        "s",
                        "persona",
                        text,
                        "entry_point",
                        "in",
                        "exit_point",
                        "out",
                        "success_criteria",
                        List.of(text),
                        "error_recovery",
                        List.of(text),
                        "steps",
                        List.of(Map.of("order", 1, "action", text, "expected", "e", "alternatives", List.of(text)))));
        seen.see(Task.class, client.post("/api/tasks/claim", Map.of("agent", "ada", "project", client.project)));
        seen.see(WireTypes.LINK, client.post("/api/cujs/r1/link", Map.of("feature_id", "f")));
        EventPage page = seen.see(
                EventPage.class, client.in().queryParam("type", "task.*").get("/api/events"));
        assertThat(page.events()).extracting(Frame::kind).containsOnly("task");
    }

    private <T> void see(Class<T> type, String kind, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.putAll(Map.of("id", "r1", "project", client.project, "title", "t"));
        seen.see(type, client.post("/api/" + kind, body));
        seen.see(type, client.get("/api/" + kind + "/r1"));
    }

    /** Sends what only some kinds take, with all that it may have, and checks that it arrives. */
    void readActionsWhole() {
        client.post("/api/tasks", Map.of("project", client.project, "id", "t1", "title", "t", "story_id", "st"));
        client.post(
                "/api/insights",
                Map.of("project", client.project, "id", "i1", "title", "t", "source", "s", "category", "c"));
        client.post("/api/cujs", Map.of("project", client.project, "id", "c1", "title", "t", "spec_id", "s"));
        ClaimRequest claim = given(new ClaimRequest(client.project, "ada", "st", 7L));
        Task task = seen.see(Task.class, client.body(claim).post("/api/tasks/claim"));
        assertThat(seen.text(task)).contains("\"agent\":\"ada\"");
        Api.invalid(
                client.post("/api/tasks/claim", Map.of("agent", "ada", "claim_ttl_minutes", 0)), "claim_ttl_minutes");
        // Without their project what they are about would be looked for elsewhere.
        Api.ok(client.body(given(new AssignRequest("bob", client.project))).post("/api/tasks/t1/assign"));
        Api.ok(client.body(given(new SpecLink("s1", client.project))).post("/api/insights/i1/link"));
        Api.ok(client.body(given(new FeatureLink("f1", client.project))).post("/api/cujs/c1/link"));
    }

    private <T> T given(T request) {
        seen.note(request);
        return request;
    }
}
