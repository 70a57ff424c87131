package dev.intermute.message;

import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class ReceiptTest {
    private final String project = Api.freshProject();
    private Registered bob;

    @BeforeEach
    void send() {
        bob = Api.register(project, "bob");
        Mail.in(project).id("m1").from("alice").to("bob", "carol").send();
    }

    @Test
    void reading_marks_the_entry_of_that_recipient_alone() {
        JsonPath answer =
                Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/read"));

        assertThat(answer.getString("message_id")).isEqualTo("m1");
        assertThat(entry("bob").getString("messages[0].read_at")).matches(Api.TIME);
        assertThat(entry("bob").getString("messages[0].ack_at")).isNull();
        assertThat(entry("carol").getString("messages[0].read_at")).isNull();
    }

    @Test
    void an_ack_also_reads() {
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));

        assertThat(entry("bob").getString("messages[0].read_at")).matches(Api.TIME);
        assertThat(entry("bob").getString("messages[0].ack_at")).matches(Api.TIME);
        assertThat(Api.events(project).getList("events.type")).containsExactly("message.created", "message.ack");
    }

    @Test
    void an_ack_after_a_read_leaves_when_it_was_read() {
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/read"));
        String readAt = entry("bob").getString("messages[0].read_at");

        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));

        assertThat(entry("bob").getString("messages[0].read_at")).isEqualTo(readAt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void a_second_time_is_200_and_changes_nothing(String action) {
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/" + action));
        JsonPath before = Api.inbox(project, "bob");

        Api.ok(Api.json(Map.of("project", project, "agent", bob.agent_id())).post("/api/messages/m1/" + action));

        assertThat(Api.inbox(project, "bob").prettify()).isEqualTo(before.prettify());
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @Test
    void a_read_after_an_ack_changes_nothing() {
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));

        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/read"));

        assertThat(Api.events(project).getList("events.type")).containsExactly("message.created", "message.ack");
    }

    @Test
    void the_agent_is_that_of_the_body_else_of_the_query_else_the_header() {
        Api.ok(Api.json(Map.of("agent", "bob"))
                .queryParam("project", project)
                .queryParam("agent", "carol")
                .header("X-Agent-ID", "carol")
                .post("/api/messages/m1/read"));
        assertThat(isRead("bob")).isTrue();
        assertThat(isRead("carol")).isFalse();

        Api.ok(Api.in(project)
                .queryParam("agent", "carol")
                .header("X-Agent-ID", "nobody")
                .post("/api/messages/m1/read"));
        assertThat(isRead("carol")).isTrue();
    }

    @Test
    void the_agent_may_be_told_by_the_header_alone() {
        Api.ok(Api.in(project).header("X-Agent-ID", bob.agent_id()).post("/api/messages/m1/read"));

        assertThat(isRead("bob")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void without_an_agent_only_the_event_is_written(String action) {
        Api.ok(Api.in(project).post("/api/messages/m1/" + action));

        assertThat(isRead("bob")).isFalse();
        assertThat(isRead("carol")).isFalse();
        JsonPath log = Api.events(project);
        assertThat(log.getList("events.type")).containsExactly("message.created", "message." + action);
        assertThat(log.getString("events[1].message_id")).isEqualTo("m1");
    }

    @Test
    void a_blank_agent_counts_as_absent() {
        Api.ok(Api.json(Map.of("agent", " "))
                .queryParam("project", project)
                .queryParam("agent", "bob")
                .post("/api/messages/m1/read"));

        assertThat(isRead("bob")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void a_receipt_needs_no_body_whatever_the_content_type(String action) {
        String path = "/api/messages/m1/" + action + "?agent=bob&project=" + project;

        assertThat(RawHttp.post(path)
                        .header("Content-Type", "text/plain")
                        .body("")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.post(path)
                        .header("Content-Type", "application/json")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void who_is_no_recipient_is_told_so(String action) {
        Api.register(project, "mallory");

        for (String other : new String[] {"mallory", "alice", "no-such-agent"}) {
            Api.refused(
                    Api.json(Map.of("project", project, "agent", other)).post("/api/messages/m1/" + action),
                    404,
                    "not_a_recipient");
        }
        assertThat(Api.events(project).getList("events")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "ack"})
    void an_unknown_message_is_message_not_found(String action) {
        Api.refused(Api.in(project).post("/api/messages/none/" + action), 404, "message_not_found");
        Api.refused(
                Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/none/" + action),
                404,
                "message_not_found");
        Api.invalid(Api.in(project).post("/api/messages/{id}/" + action, "x".repeat(1025)), "id");
    }

    private JsonPath entry(String agent) {
        return Api.inbox(project, agent);
    }

    private boolean isRead(String agent) {
        return entry(agent).getString("messages[0].read_at") != null;
    }
}
