package dev.intermute.agent;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class MailClaimTest {
    private final String project = Api.freshProject();

    @Test
    void the_first_agent_of_a_name_finds_the_mail_of_that_mailbox_at_its_cursors() {
        Sent first = Mail.in(project).from("alice").to("bob").send();
        Sent second = Mail.in(project).from("alice").to("carol", "bob").send();

        Registered bob = Api.register(project, "bob");

        for (String reference : List.of("bob", bob.agent_id())) {
            JsonPath inbox = Api.inbox(project, reference);
            assertThat(inbox.getList("messages.id")).containsExactly(first.id(), second.id());
            assertThat(inbox.getLong("messages[0].cursor")).isEqualTo(first.cursor());
            assertThat(inbox.getLong("messages[1].cursor")).isEqualTo(second.cursor());
        }
    }

    @Test
    void claimed_mail_shows_its_recipient_by_id() {
        Sent sent = Mail.in(project).from("alice").to("bob").send();
        JsonPath before = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));

        Registered bob = Api.register(project, "bob");

        JsonPath after = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));
        assertThat(before.getString("recipients[0].agent")).isEqualTo("bob");
        assertThat(after.getString("recipients[0].agent")).isEqualTo(bob.agent_id());
        assertThat(after.getList("to")).containsExactly("bob");
    }

    @Test
    void what_was_read_of_a_mailbox_stays_read() {
        Sent sent = Mail.in(project).from("alice").to("bob").send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", sent.id()));

        Api.register(project, "bob");

        JsonPath counts = Api.ok(Api.in(project).get("/api/inbox/bob/counts"));
        assertThat(counts.getLong("total")).isEqualTo(1);
        assertThat(counts.getLong("unread")).isZero();
    }

    @Test
    void the_threads_of_a_mailbox_are_claimed_too() {
        Mail.in(project).from("alice").to("bob").thread("plan").send();
        Mail.in(project).from("bob").to("alice").thread("plan").send();

        Registered bob = Api.register(project, "bob");

        JsonPath threads =
                Api.ok(Api.local().queryParam("agent", bob.agent_id()).get("/api/threads"));
        assertThat(threads.getList("threads.thread_id")).containsExactly("plan");
        assertThat(threads.getLong("threads[0].message_count")).isEqualTo(2);
    }

    @Test
    void a_message_to_a_mailbox_and_to_the_agent_that_claims_it_is_one_entry() {
        Registered bob = Api.register(project, "robert");
        Mail.in(project).from("alice").to("bob", bob.agent_id()).thread("plan").send();

        Api.json(Map.of("project", project, "session_id", bob.session_id(), "name", "bob"))
                .header("X-Agent-Token", bob.token())
                .post("/api/agents")
                .then()
                .statusCode(200);

        assertThat(Api.inbox(project, "bob").getList("messages")).hasSize(1);
        JsonPath threads =
                Api.ok(Api.local().queryParam("agent", bob.agent_id()).get("/api/threads"));
        assertThat(threads.getLong("threads[0].message_count")).isEqualTo(1);
    }

    @Test
    void who_sent_as_a_mailbox_may_change_the_message_after_registering() {
        Sent sent =
                Mail.in(project).id("m1").from("bob").to("alice").thread("plan").send();
        Registered bob = Api.register(project, "bob");

        Sent changed = Mail.in(project)
                .id("m1")
                .from(bob.agent_id())
                .to("alice")
                .body("better")
                .send();

        assertThat(changed.cursor()).isGreaterThan(sent.cursor());
        assertThat(Api.inbox(project, "alice").getList("messages.body")).containsExactly("better");
    }

    @Test
    void a_second_agent_of_the_name_finds_nothing() {
        Mail.in(project).from("alice").to("bob").send();
        Api.register(project, "bob");

        Registered second = Api.register(project, "bob");

        assertThat(Api.inbox(project, second.agent_id()).getList("messages")).isEmpty();
    }

    @Test
    void mail_of_a_mailbox_in_another_project_is_not_claimed() {
        Mail.in(project).from("alice").to("bob").send();

        Registered other = Api.register(Api.freshProject(), "bob");

        assertThat(Api.inbox(Api.freshProject(), "bob").getList("messages")).isEmpty();
        assertThat(Api.ok(Api.local().get("/api/inbox/{id}", other.agent_id())).getList("messages"))
                .isEmpty();
    }

    @Test
    void the_cursor_of_a_registration_stands_before_the_oldest_unread_message() {
        Sent read = Mail.in(project).from("alice").to("bob").send();
        Sent unread = Mail.in(project).from("alice").to("bob").send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", read.id()));

        Registered bob = Api.register(project, "bob");

        assertThat(bob.cursor()).isLessThan(unread.cursor());
        JsonPath rest =
                Api.ok(Api.in(project).queryParam("since_cursor", bob.cursor()).get("/api/inbox/bob"));
        assertThat(rest.getList("messages.id")).containsExactly(unread.id());
    }

    @Test
    void the_cursor_of_a_registration_without_unread_mail_is_the_head_of_the_log() {
        Sent earlier = Mail.in(project).from("alice").to("carol").send();

        Registered bob = Api.register(project, "bob");
        Sent later = Mail.in(project).from("alice").to("bob").send();

        assertThat(bob.cursor()).isGreaterThanOrEqualTo(earlier.cursor()).isLessThan(later.cursor());
    }
}
