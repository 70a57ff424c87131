package dev.intermute.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class ProjectScopeTest {
    private final String project = Api.freshProject();
    private final String other = Api.freshProject();

    @Test
    void with_a_key_a_registration_and_a_send_must_name_the_project() {
        Map<String, Object> mail = Map.of("from", "alice", "to", List.of("bob"), "body", "hello");

        Api.refused(keyed(Map.of("name", Api.freshName("x"))).post("/api/agents"), 400, "project_required");
        Api.refused(keyed(Map.of("project", " ")).post("/api/agents"), 400, "project_required");
        Api.refused(keyed(mail).post("/api/messages"), 400, "project_required");
        Api.ok(keyed(mail).queryParam("project", "keyed-a").post("/api/messages"));
        Api.ok(keyed(Map.of("project", "keyed-a")).post("/api/agents"));
    }

    @Test
    void with_a_key_all_other_routes_take_the_keys_project() {
        String name = Api.freshName("alice");
        Api.register("keyed-a", name);
        String message =
                Mail.in("keyed-a").from(name).to(name).thread(name).send().id();

        for (String route : List.of(
                "/api/agents",
                "/api/agents/" + name,
                "/api/inbox/" + name,
                "/api/inbox/" + name + "/counts",
                "/api/inbox/" + name + "/stale-acks",
                "/api/threads?agent=" + name,
                "/api/threads/" + name,
                "/api/messages/" + message,
                "/api/events")) {
            assertThat(Api.keyed(TestServer.KEY_A).get(route).statusCode())
                    .as(route)
                    .isEqualTo(200);
        }
        Api.ok(keyed(Map.of("agent", name)).post("/api/messages/{id}/read", message));
        Api.ok(Api.keyed(TestServer.KEY_A).post("/api/agents/{id}/heartbeat", name));
        Api.ok(keyed(Map.of("metadata", Map.of("a", "b"))).patch("/api/agents/{id}/metadata", name));
    }

    @Test
    void with_a_key_another_project_is_forbidden_in_the_body_and_in_the_query() {
        Map<String, Object> mail = Map.of("project", "keyed-b", "from", "a", "to", List.of("b"), "body", "x");

        Api.refused(keyed(Map.of("project", "keyed-b")).post("/api/agents"), 403, "project_forbidden");
        Api.refused(keyed(mail).post("/api/messages"), 403, "project_forbidden");
        Api.refused(
                keyed(Map.of("project", "keyed-b", "agent", "bob")).post("/api/messages/m1/read"),
                403,
                "project_forbidden");
        Api.refused(
                keyed(Map.of("project", "keyed-a"))
                        .queryParam("project", "keyed-b")
                        .post("/api/agents"),
                403,
                "project_forbidden");
        for (String route : List.of(
                "/api/agents",
                "/api/agents/x",
                "/api/inbox/x",
                "/api/inbox/x/counts",
                "/api/inbox/x/stale-acks",
                "/api/threads?agent=x",
                "/api/threads/x",
                "/api/messages/x",
                "/api/events")) {
            Api.refused(
                    Api.keyed(TestServer.KEY_A).queryParam("project", "keyed-b").get(route), 403, "project_forbidden");
        }
    }

    @Test
    void two_different_projects_in_one_request_are_refused() {
        Api.invalid(
                Api.json(Map.of("project", project))
                        .queryParam("project", other)
                        .post("/api/agents"),
                "project");
        Api.invalid(Api.local().queryParam("project", project, other).get("/api/agents"), "project");
        Api.ok(Api.json(Map.of("project", project))
                .queryParam("project", project)
                .post("/api/agents"));
        Api.ok(Api.json(Map.of("project", project)).queryParam("project", "").post("/api/agents"));
    }

    @Test
    void a_local_caller_that_gives_no_clue_is_in_the_default_project() {
        String name = Api.freshName("alice");
        Api.ok(Api.json(Map.of("name", name)).post("/api/agents"));

        assertThat(Api.ok(Api.local().get("/api/agents/{id}", name)).getString("project"))
                .isEqualTo("default");
    }

    @Test
    void the_named_project_comes_before_the_one_of_the_agent_in_the_path() {
        Registered alice = Api.register(project, "alice");

        Api.refused(Api.in(other).get("/api/agents/{id}", alice.agent_id()), 404, "agent_not_found");
    }

    @Test
    void the_agent_in_the_path_tells_the_project_and_comes_before_the_header() {
        Registered alice = Api.register(project, "alice");
        Registered stranger = Api.register(other, "stranger");
        Mail.in(project).from("bob").to("alice").send();

        for (RequestSpecification request :
                List.of(Api.local(), Api.local().header("X-Agent-ID", stranger.agent_id()))) {
            assertThat(Api.ok(request.get("/api/agents/{id}", alice.agent_id())).getString("project"))
                    .isEqualTo(project);
        }
        Api.ok(Api.local().post("/api/agents/{id}/heartbeat", alice.agent_id()));
        Api.ok(Api.json(Map.of("metadata", Map.of("a", "b"))).patch("/api/agents/{id}/metadata", alice.agent_id()));
        assertThat(Api.ok(Api.local().get("/api/inbox/{id}", alice.agent_id())).getList("messages"))
                .hasSize(1);
        assertThat(Api.ok(Api.local().get("/api/inbox/{id}/counts", alice.agent_id()))
                        .getLong("total"))
                .isEqualTo(1);
        assertThat(Api.ok(Api.local().get("/api/inbox/{id}/stale-acks", alice.agent_id()))
                        .getString("project"))
                .isEqualTo(project);
    }

    @Test
    void the_agent_parameter_tells_the_project_and_comes_before_the_body_and_the_header() {
        Registered alice = Api.register(project, "alice");
        Registered stranger = Api.register(other, "stranger");
        String message =
                Mail.in(project).from("bob").to("alice").thread("plan").send().id();

        assertThat(Api.ok(Api.local()
                                .queryParam("agent", alice.agent_id())
                                .header("X-Agent-ID", stranger.agent_id())
                                .get("/api/threads"))
                        .getList("threads"))
                .hasSize(1);
        Api.refused(
                Api.json(Map.of("agent", stranger.agent_id()))
                        .queryParam("agent", alice.agent_id())
                        .post("/api/messages/{id}/read", message),
                404,
                "not_a_recipient");
    }

    @Test
    void the_sender_tells_the_project_and_comes_before_the_header() {
        Registered alice = Api.register(project, "alice");
        Registered stranger = Api.register(other, "stranger");

        Map<String, Object> mail = new HashMap<>(Map.of("from", alice.agent_id(), "to", List.of("bob"), "body", "hi"));
        Api.ok(Api.json(mail).header("X-Agent-ID", stranger.agent_id()).post("/api/messages"));

        assertThat(Api.inbox(project, "bob").getList("messages")).hasSize(1);
    }

    @Test
    void the_agent_of_a_receipt_tells_the_project_and_comes_before_the_header() {
        Registered alice = Api.register(project, "alice");
        Registered stranger = Api.register(other, "stranger");
        String message = Mail.in(project).from("bob").to("alice").send().id();

        Api.ok(Api.json(Map.of("agent", alice.agent_id()))
                .header("X-Agent-ID", stranger.agent_id())
                .post("/api/messages/{id}/ack", message));
    }

    @Test
    void the_agent_of_the_header_tells_the_project_where_nothing_else_does() {
        Registered alice = Api.register(project, "alice");
        Mail.in(project).id("m1").from("bob").to("alice").thread("plan").send();

        RequestSpecification asAlice = Api.local().header("X-Agent-ID", alice.agent_id());

        assertThat(Api.ok(asAlice.get("/api/events")).getList("events")).hasSize(1);
        assertThat(Api.ok(asAlice.get("/api/agents")).getList("agents.name")).containsExactly("alice");
        assertThat(Api.ok(asAlice.get("/api/threads/plan")).getList("messages")).hasSize(1);
        Api.ok(asAlice.get("/api/messages/m1"));
        Api.ok(asAlice.post("/api/messages/m1/read"));
    }

    @Test
    void ids_that_nobody_has_are_passed_over() {
        Registered alice = Api.register(project, "alice");
        Mail.in(project).from("bob").to("somebody").thread("plan").send();

        assertThat(Api.ok(Api.local()
                                .queryParam("agent", "somebody")
                                .header("X-Agent-ID", alice.agent_id())
                                .get("/api/threads"))
                        .getList("threads"))
                .hasSize(1);
    }

    private static RequestSpecification keyed(Object body) {
        return Api.keyed(TestServer.KEY_A).contentType(ContentType.JSON).body(body);
    }
}
