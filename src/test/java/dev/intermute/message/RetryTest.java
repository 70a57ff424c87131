package dev.intermute.message;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class RetryTest {
    private final String project = Api.freshProject();

    @Test
    void a_retried_send_with_the_same_id_is_delivered_once() {
        Sent first = mail().send();

        Sent second = mail().send();

        assertThat(second).isEqualTo(first);
        assertThat(Api.inbox(project, "bob").getList("messages.id")).containsExactly("m1");
        assertThat(Api.events(project).getList("events.type")).containsExactly("message.created");
        assertThat(threadCount()).isEqualTo(1);
    }

    @Test
    void retries_at_the_same_time_are_one_message() {
        List<Sent> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> mail().send())
                .distinct()
                .toList();

        assertThat(answers).hasSize(1);
        assertThat(Api.inbox(project, "bob").getList("messages")).hasSize(1);
        assertThat(Api.events(project).getList("events")).hasSize(1);
    }

    @Test
    void a_retry_after_reading_leaves_the_message_read() {
        mail().send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));

        mail().send();

        JsonPath inbox = Api.inbox(project, "bob");
        assertThat(inbox.getString("messages[0].read_at")).matches(Api.TIME);
        assertThat(inbox.getString("messages[0].ack_at")).matches(Api.TIME);
    }

    @Test
    void recipients_are_compared_as_sets() {
        Sent first = mail().to("bob", "carol").cc("dave", "erin").send();

        Sent second =
                mail().to("carol", "bob", "carol").cc("erin", "dave", "dave").send();

        assertThat(second).isEqualTo(first);
        assertThat(Api.events(project).getList("events")).hasSize(1);
    }

    @Test
    void blank_and_absent_fields_are_the_same_content() {
        Sent first = mail().send();

        Sent second = mail().with("subject", "")
                .with("importance", " ")
                .with("ack_required", false)
                .cc()
                .send();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_topic_is_compared_as_it_is_kept() {
        Sent first = mail().with("topic", "Food").send();

        assertThat(mail().with("topic", " fOOD ").send()).isEqualTo(first);
    }

    @Test
    void the_sender_may_retry_by_id_what_it_sent_by_name() {
        Registered alice = Api.register(project, "alice");
        Sent first = mail().send();

        assertThat(mail().from(alice.agent_id()).send()).isEqualTo(first);
    }

    @Test
    void an_id_of_another_sender_already_exists_and_nothing_changes() {
        Sent first = mail().send();

        Response refused = mail().from("mallory").body("forged").post();

        Api.refused(refused, 409, "already_exists");
        assertThat(refused.asString()).doesNotContain("hello", "alice");
        JsonPath message = Api.ok(Api.in(project).get("/api/messages/m1"));
        assertThat(message.getString("body")).isEqualTo("hello");
        assertThat(message.getString("from")).isEqualTo("alice");
        assertThat(message.getLong("cursor")).isEqualTo(first.cursor());
        assertThat(Api.events(project).getList("events")).hasSize(1);
    }

    @Test
    void the_same_id_in_another_project_is_another_message() {
        mail().send();
        String other = Api.freshProject();

        Mail.in(other).id("m1").from("mallory").to("bob").body("mine").send();

        assertThat(bodies(project)).containsExactly("hello");
        assertThat(bodies(other)).containsExactly("mine");
    }

    private Mail mail() {
        return Mail.in(project).id("m1").from("alice").to("bob").thread("plan");
    }

    private List<String> bodies(String of) {
        return Api.inbox(of, "bob").getList("messages.body");
    }

    private long threadCount() {
        return Api.ok(Api.in(project).queryParam("agent", "bob").get("/api/threads"))
                .getLong("threads[0].message_count");
    }
}
