package dev.intermute.message;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class SendTest {
    private final String project = Api.freshProject();

    @Test
    void a_send_is_answered_with_id_and_cursor_and_nothing_else() {
        JsonPath answer = Api.ok(mail().post());

        Api.hasFields(answer, "$", "message_id", "cursor");
        assertThat(answer.getString("message_id")).matches(Api.ID);
        assertThat(answer.getLong("cursor")).isPositive();
    }

    @Test
    void the_id_that_the_sender_chose_is_the_messages() {
        assertThat(mail().id("my id/1").send().id()).isEqualTo("my id/1");
    }

    @Test
    void cursors_grow_from_message_to_message() {
        List<Long> cursors =
                Stream.generate(() -> mail().send().cursor()).limit(5).toList();

        assertThat(cursors).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_message_is_shown_with_all_that_was_sent_and_its_recipients() {
        Sent sent = mail().cc("carol")
                .thread("plan")
                .with("subject", "Lunch")
                .with("topic", " Food ")
                .with("importance", "high")
                .with("ack_required", true)
                .send();

        JsonPath message = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));

        Api.hasFields(
                message,
                "$",
                "id",
                "thread_id",
                "project",
                "from",
                "to",
                "cc",
                "subject",
                "topic",
                "body",
                "importance",
                "ack_required",
                "created_at",
                "cursor",
                "recipients");
        assertThat(message.getString("id")).isEqualTo(sent.id());
        assertThat(message.getString("thread_id")).isEqualTo("plan");
        assertThat(message.getString("project")).isEqualTo(project);
        assertThat(message.getString("from")).isEqualTo("alice");
        assertThat(message.getList("to")).containsExactly("bob");
        assertThat(message.getList("cc")).containsExactly("carol");
        assertThat(message.getString("subject")).isEqualTo("Lunch");
        assertThat(message.getString("topic")).isEqualTo("food");
        assertThat(message.getString("body")).isEqualTo("hello");
        assertThat(message.getString("importance")).isEqualTo("high");
        assertThat(message.getBoolean("ack_required")).isTrue();
        assertThat(message.getString("created_at")).matches(Api.TIME);
        assertThat(message.getLong("cursor")).isEqualTo(sent.cursor());
        List<Map<String, String>> recipients = message.getList("recipients");
        assertThat(recipients)
                .containsExactlyInAnyOrder(
                        Map.of("agent", "bob", "kind", "to"), Map.of("agent", "carol", "kind", "cc"));
    }

    @Test
    void blank_fields_of_a_message_count_as_absent() {
        Sent sent = mail().id(" ")
                .thread("")
                .with("subject", "\t")
                .with("topic", "  ")
                .with("body", null)
                .with("importance", "")
                .with("ack_required", "")
                .with("transport", " ")
                .with("target_window_uuid", "")
                .with("cc", null)
                .with("bcc", "")
                .send();

        JsonPath message = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));

        assertThat(sent.id()).matches(Api.ID);
        Api.hasFields(
                message, "$", "id", "thread_id", "project", "from", "to", "body", "created_at", "cursor", "recipients");
        assertThat(message.getString("thread_id")).isEmpty();
        assertThat(message.getString("body")).isEmpty();
    }

    @Test
    void blank_recipients_count_as_absent() {
        Sent sent = mail().with("to", Arrays.asList("", "bob", " ", null))
                .cc("", "\t")
                .send();

        JsonPath message = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));
        assertThat(message.getList("to")).containsExactly("bob");
        assertThat(message.getList("cc")).isNull();
    }

    @Test
    void text_comes_back_as_it_was_sent() {
        String body = " \"quotes\" \\ back\u0001slash\n\ttabs é 🙂 \u2028 </script> ";

        Sent sent = mail().body(body).with("subject", " s ").send();

        JsonPath message = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));
        assertThat(message.getString("body")).isEqualTo(body);
        assertThat(message.getString("subject")).isEqualTo(" s ");
    }

    @Test
    void a_message_needs_a_sender_and_a_recipient() {
        Api.invalid(Mail.in(project).to("bob").post(), "from");
        Api.invalid(Mail.in(project).from("  ").to("bob").post(), "from");
        Api.invalid(Mail.in(project).from("alice").post(), "to");
        Api.invalid(mail().to().post(), "to");
        Api.invalid(mail().to("", " ").post(), "to");
        Api.invalid(mail().with("to", "").post(), "to");
        Api.invalid(mail().to().cc("bob").bcc("carol").post(), "to");
        Api.invalid(Api.local().post("/api/messages"), "from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"low", "normal", "high", "urgent"})
    void a_message_may_be_of_this_importance(String importance) {
        Sent sent = mail().with("importance", importance).send();

        assertThat(Api.ok(Api.in(project).get("/api/messages/{id}", sent.id())).getString("importance"))
                .isEqualTo(importance);
    }

    @Test
    void another_importance_or_transport_is_refused() {
        Api.invalid(mail().with("importance", "HIGH").post(), "importance");
        Api.invalid(mail().with("importance", "panic").post(), "importance");
        Api.invalid(mail().with("transport", "pigeon").post(), "transport");
        Api.ok(mail().with("transport", "async").post());
    }

    @Test
    void a_message_has_at_most_1000_recipients_together() {
        String[] six = names("a", 600);
        String[] four = names("b", 400);

        Api.ok(mail().to(names("a", 1000)).post());
        Api.ok(mail().to(six).cc(four).post());
        Api.invalid(mail().to(names("a", 1001)).post(), "to");
        Api.invalid(mail().to(six).cc(names("b", 401)).post(), "cc");
        Api.invalid(mail().to(six).cc(four).bcc("one").post(), "bcc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "from", "thread_id", "subject", "topic"})
    void a_named_text_has_at_most_1024_characters(String field) {
        Api.ok(mail().with(field, "🙂".repeat(1024)).post());

        Api.invalid(mail().with(field, "x".repeat(1025)).post(), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "cc", "bcc"})
    void a_recipient_has_at_most_1024_characters(String field) {
        Api.ok(mail().with(field, List.of("x".repeat(1024))).post());

        Api.invalid(mail().with(field, List.of("x".repeat(1025))).post(), field);
    }

    @Test
    void a_refused_message_is_not_stored() {
        Api.invalid(mail().id("m1").with("importance", "panic").post(), "importance");

        Api.refused(Api.in(project).get("/api/messages/m1"), 404, "message_not_found");
        assertThat(Api.events(project).getList("events")).isEmpty();
    }

    @Test
    void an_unknown_message_is_message_not_found() {
        Api.refused(Api.in(project).get("/api/messages/none"), 404, "message_not_found");
        Api.invalid(Api.in(project).get("/api/messages/{id}", "x".repeat(1025)), "id");
    }

    private Mail mail() {
        return Mail.in(project).from("alice").to("bob");
    }

    private static String[] names(String start, int count) {
        return IntStream.range(0, count).mapToObj(i -> start + i).toArray(String[]::new);
    }
}
