package dev.intermute.message;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class OverwriteTest {
    private final String project = Api.freshProject();

    @Test
    void other_content_under_the_same_id_moves_the_one_entry_to_a_new_cursor() {
        Sent old = mail().send();
        Sent between = Mail.in(project).from("alice").to("bob").send();

        Sent changed = mail().body("better").send();

        assertThat(changed.id()).isEqualTo("m1");
        assertThat(changed.cursor()).isGreaterThan(between.cursor()).isGreaterThan(old.cursor());
        JsonPath inbox = Api.inbox(project, "bob");
        assertThat(inbox.getList("messages.id")).containsExactly(between.id(), "m1");
        assertThat(inbox.getLong("messages[1].cursor")).isEqualTo(changed.cursor());
        assertThat(inbox.getString("messages[1].body")).isEqualTo("better");
    }

    @ParameterizedTest
    @CsvSource({"subject,new", "topic,new", "body,new", "importance,low", "ack_required,true", "thread_id,other"})
    void each_part_of_the_content_makes_a_change(String field, String value) {
        Sent old = mail().send();

        Sent changed =
                mail().with(field, "true".equals(value) ? (Object) true : value).send();

        assertThat(changed.cursor()).isGreaterThan(old.cursor());
        assertThat(Api.ok(Api.in(project).get("/api/messages/m1")).getString(field))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"to", "cc", "bcc"})
    void other_recipients_make_a_change(String field) {
        Sent old = mail().send();

        assertThat(mail().with(field, List.of("bob", "carol")).send().cursor()).isGreaterThan(old.cursor());
        assertThat(Api.inbox(project, "carol").getList("messages.id")).containsExactly("m1");
    }

    @Test
    void a_change_is_one_event_and_both_events_show_the_message_as_it_is() {
        mail().send();

        Sent changed = mail().body("better").send();

        JsonPath log = Api.events(project);
        assertThat(log.getList("events.type")).containsExactly("message.created", "message.updated");
        assertThat(log.getLong("events[1].cursor")).isEqualTo(changed.cursor());
        assertThat(log.getList("events.message.body")).containsExactly("better", "better");
    }

    @Test
    void a_change_keeps_when_it_was_created_and_clears_read_and_ack() {
        mail().with("ack_required", true).send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));
        String created = Api.ok(Api.in(project).get("/api/messages/m1")).getString("created_at");

        mail().with("ack_required", true).body("better").send();

        JsonPath entry = Api.inbox(project, "bob");
        assertThat(entry.getString("messages[0].created_at")).isEqualTo(created);
        assertThat(entry.getString("messages[0].read_at")).isNull();
        assertThat(entry.getString("messages[0].ack_at")).isNull();
        assertThat(Api.ok(Api.in(project).get("/api/inbox/bob/counts")).getLong("unread"))
                .isEqualTo(1);
        assertThat(Api.ok(Api.in(project).queryParam("ttl_seconds", 0).get("/api/inbox/bob/stale-acks"))
                        .getLong("count"))
                .isEqualTo(1);
    }

    @Test
    void who_is_no_longer_named_loses_the_entry() {
        mail().to("bob", "carol").send();

        mail().to("bob", "dave").send();

        assertThat(Api.inbox(project, "carol").getList("messages")).isEmpty();
        assertThat(Api.ok(Api.in(project).get("/api/inbox/carol/counts")).getLong("total"))
                .isZero();
        assertThat(threads("carol").getList("threads")).isEmpty();
        assertThat(Api.inbox(project, "dave").getList("messages.id")).containsExactly("m1");
        Api.refused(
                Api.json(Map.of("project", project, "agent", "carol")).post("/api/messages/m1/read"),
                404,
                "not_a_recipient");
    }

    @Test
    void a_message_can_move_to_another_thread() {
        mail().send();
        Sent stays = Mail.in(project).from("alice").to("bob").thread("plan").send();

        Sent moved = mail().thread("other").send();

        assertThat(threadIds("bob")).containsExactly("other", "plan");
        assertThat(threadIds("alice")).containsExactly("other", "plan");
        assertThat(threads("bob").getList("threads.message_count", Long.class)).containsExactly(1L, 1L);
        assertThat(threads("bob").getList("threads.last_cursor", Long.class))
                .containsExactly(moved.cursor(), stays.cursor());
        assertThat(Api.ok(Api.in(project).get("/api/threads/plan")).getList("messages.id"))
                .containsExactly(stays.id());
    }

    @Test
    void a_thread_that_its_last_message_leaves_is_gone() {
        mail().send();

        mail().thread("").send();

        assertThat(threads("bob").getList("threads")).isEmpty();
        assertThat(Api.ok(Api.in(project).get("/api/threads/plan")).getList("messages"))
                .isEmpty();
    }

    @Test
    void a_changed_message_stands_at_its_last_change_in_its_thread() {
        mail().send();
        Sent second = Mail.in(project).from("bob").to("alice").thread("plan").send();

        mail().body("better").send();

        assertThat(Api.ok(Api.in(project).get("/api/threads/plan")).getList("messages.id"))
                .containsExactly(second.id(), "m1");
        assertThat(threads("bob").getString("threads[0].last_body")).isEqualTo("better");
        assertThat(threads("bob").getLong("threads[0].message_count")).isEqualTo(2);
    }

    @Test
    void a_change_back_is_a_change() {
        Sent first = mail().send();
        mail().body("better").send();

        Sent back = mail().send();

        assertThat(back.cursor()).isGreaterThan(first.cursor());
        assertThat(Api.events(project).getList("events")).hasSize(3);
    }

    private Mail mail() {
        return Mail.in(project).id("m1").from("alice").to("bob").thread("plan");
    }

    private JsonPath threads(String agent) {
        return Api.ok(Api.in(project).queryParam("agent", agent).get("/api/threads"));
    }

    private List<String> threadIds(String agent) {
        return threads(agent).getList("threads.thread_id");
    }
}
