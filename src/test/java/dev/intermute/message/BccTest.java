package dev.intermute.message;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class BccTest {
    private final String project = Api.freshProject();
    private Sent sent;

    @BeforeEach
    void send() {
        Api.register(project, "alice");
        Api.register(project, "bob");
        sent = Mail.in(project)
                .id("m1")
                .from("alice")
                .to("bob")
                .bcc("hidden-dave", "hidden-erin")
                .thread("plan")
                .send();
    }

    @Test
    void nobody_else_reads_of_a_hidden_recipient_anywhere() {
        for (Response answer : List.of(
                Api.in(project).get("/api/messages/m1"),
                Api.in(project).header("X-Agent-ID", "bob").get("/api/messages/m1"),
                Api.in(project).header("X-Agent-ID", "stranger").get("/api/messages/m1"),
                Api.in(project).get("/api/inbox/bob"),
                Api.in(project).get("/api/inbox/hidden-dave"),
                Api.in(project).get("/api/threads/plan"),
                Api.in(project).header("X-Agent-ID", "alice").get("/api/threads/plan"),
                Api.in(project).queryParam("agent", "bob").get("/api/threads"),
                Api.in(project).get("/api/events"))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("plan").doesNotContain("hidden", "\"bcc\":[");
        }
    }

    @Test
    void the_sender_sees_all_recipients() {
        assertThat(recipientsSeenBy("alice")).hasSize(3).contains("hidden-dave", "hidden-erin");
    }

    @Test
    void a_hidden_recipient_sees_itself_alone() {
        assertThat(recipientsSeenBy("hidden-dave")).hasSize(2).contains("hidden-dave");
        assertThat(recipientsSeenBy("hidden-dave")).doesNotContain("hidden-erin");
    }

    @Test
    void a_hidden_recipient_gets_the_message_and_its_thread() {
        JsonPath inbox = Api.inbox(project, "hidden-dave");

        assertThat(inbox.getList("messages.kind")).containsExactly("bcc");
        assertThat(Api.ok(Api.in(project).queryParam("agent", "hidden-dave").get("/api/threads"))
                        .getList("threads.thread_id"))
                .containsExactly("plan");
    }

    @Test
    void reading_and_acking_by_a_hidden_recipient_does_not_show_in_the_log() {
        Api.ok(Api.json(Map.of("project", project, "agent", "hidden-dave")).post("/api/messages/m1/read"));
        Api.ok(Api.json(Map.of("project", project, "agent", "hidden-dave")).post("/api/messages/m1/ack"));
        Sent later = Mail.in(project).from("alice").to("bob").send();

        JsonPath log = Api.events(project);

        assertThat(log.getList("events.type")).containsExactly("message.created", "message.created");
        assertThat(log.getLong("cursor")).isGreaterThanOrEqualTo(later.cursor());
        assertThat(Api.ok(Api.in(project)
                                .queryParam("type", "message.read,message.ack")
                                .get("/api/events"))
                        .getList("events"))
                .isEmpty();
    }

    @Test
    void the_sender_sees_when_a_hidden_recipient_has_read() {
        Api.ok(Api.json(Map.of("project", project, "agent", "hidden-dave")).post("/api/messages/m1/read"));

        JsonPath message = Api.ok(Api.in(project).header("X-Agent-ID", "alice").get("/api/messages/m1"));

        assertThat(message.getString("recipients.find { it.agent == 'hidden-dave' }.read_at"))
                .matches(Api.TIME);
    }

    @Test
    void a_retry_with_the_hidden_recipients_in_another_order_is_the_same_message() {
        Sent again = Mail.in(project)
                .id("m1")
                .from("alice")
                .to("bob")
                .bcc("hidden-erin", "hidden-dave")
                .thread("plan")
                .send();

        assertThat(again).isEqualTo(sent);
    }

    private List<String> recipientsSeenBy(String viewer) {
        return Api.ok(Api.in(project).header("X-Agent-ID", viewer).get("/api/messages/m1"))
                .getList("recipients.agent");
    }
}
