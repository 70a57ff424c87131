package dev.intermute.message;

import java.util.List;

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
class ThreadsTest {
    private final String project = Api.freshProject();

    @Test
    void a_thread_is_listed_with_its_count_and_its_last_message() {
        mail("plan").send();
        Sent last = Mail.in(project)
                .from("bob")
                .to("alice")
                .thread("plan")
                .body("fine")
                .send();

        JsonPath threads = threads("alice");

        assertThat(threads.getMap("$")).containsKeys("threads", "cursor");
        Api.hasFields(
                threads,
                "threads[0]",
                "thread_id",
                "last_cursor",
                "message_count",
                "last_from",
                "last_body",
                "last_at");
        assertThat(threads.getString("threads[0].thread_id")).isEqualTo("plan");
        assertThat(threads.getLong("threads[0].last_cursor")).isEqualTo(last.cursor());
        assertThat(threads.getLong("threads[0].message_count")).isEqualTo(2);
        assertThat(threads.getString("threads[0].last_from")).isEqualTo("bob");
        assertThat(threads.getString("threads[0].last_body")).isEqualTo("fine");
        assertThat(threads.getString("threads[0].last_at")).matches(Api.TIME);
    }

    @Test
    void threads_are_listed_newest_first() {
        mail("one").send();
        mail("two").send();
        mail("three").send();
        mail("one").send();

        assertThat(ids(threads("bob"))).containsExactly("one", "three", "two");
    }

    @Test
    void the_cursor_is_an_exclusive_upper_bound() {
        mail("one").send();
        mail("two").send();
        mail("three").send();

        JsonPath first = Api.ok(Api.in(project)
                .queryParam("agent", "bob")
                .queryParam("limit", 2)
                .get("/api/threads"));
        JsonPath second = Api.ok(Api.in(project)
                .queryParam("agent", "bob")
                .queryParam("limit", 2)
                .queryParam("cursor", first.getLong("cursor"))
                .get("/api/threads"));
        JsonPath zero = Api.ok(Api.in(project)
                .queryParam("agent", "bob")
                .queryParam("cursor", 0)
                .get("/api/threads"));

        assertThat(ids(first)).containsExactly("three", "two");
        assertThat(first.getBoolean("has_more")).isTrue();
        assertThat(ids(second)).containsExactly("one");
        assertThat(second.getBoolean("has_more")).isFalse();
        assertThat(ids(zero)).hasSize(3);
    }

    @Test
    void the_last_body_has_at_most_200_characters_and_never_half_of_one() {
        mail("short").body("é".repeat(200)).send();
        mail("long").body("🙂".repeat(201)).send();

        JsonPath threads = threads("bob");

        assertThat(threads.getString("threads[0].last_body")).isEqualTo("🙂".repeat(200));
        assertThat(threads.getString("threads[1].last_body")).isEqualTo("é".repeat(200));
    }

    @Test
    void a_message_without_a_thread_is_in_none() {
        mail("").send();

        assertThat(threads("bob").getList("threads")).isEmpty();
        assertThat(Api.inbox(project, "bob").getString("messages[0].thread_id")).isEmpty();
    }

    @Test
    void an_agent_sees_the_threads_that_it_has_part_in_by_name_and_by_id() {
        Registered bob = Api.register(project, "bob");
        mail("with-bob").send();
        Mail.in(project).from("alice").to("carol").thread("without-bob").send();
        Mail.in(project).from("bob").to("carol").thread("from-bob").send();

        assertThat(ids(threads("bob"))).containsExactly("from-bob", "with-bob");
        assertThat(ids(threads(bob.agent_id()))).containsExactly("from-bob", "with-bob");
    }

    @Test
    void without_an_agent_threads_are_refused() {
        Api.invalid(Api.in(project).get("/api/threads"), "agent");
        Api.invalid(Api.in(project).queryParam("agent", " ").get("/api/threads"), "agent");
        Api.invalid(Api.in(project).queryParam("agent", "x".repeat(1025)).get("/api/threads"), "agent");
    }

    @Test
    void positions_and_limits_that_are_none_are_refused() {
        Api.invalid(
                Api.in(project)
                        .queryParam("agent", "bob")
                        .queryParam("limit", "0")
                        .get("/api/threads"),
                "limit");
        Api.invalid(
                Api.in(project)
                        .queryParam("agent", "bob")
                        .queryParam("cursor", "x")
                        .get("/api/threads"),
                "cursor");
        Api.invalid(Api.in(project).queryParam("limit", "x").get("/api/threads/plan"), "limit");
        Api.invalid(Api.in(project).queryParam("cursor", "-1").get("/api/threads/plan"), "cursor");
        Api.invalid(Api.in(project).get("/api/threads/{id}", "x".repeat(1025)), "thread_id");
    }

    @Test
    void a_thread_is_read_in_cursor_order_without_what_is_each_recipients_own() {
        Sent first = mail("plan").send();
        Sent second = Mail.in(project).from("bob").to("alice").thread("plan").send();
        mail("other").send();
        Api.ok(Api.in(project).queryParam("agent", "bob").post("/api/messages/{id}/read", first.id()));

        JsonPath thread = Api.ok(Api.in(project).get("/api/threads/plan"));

        assertThat(thread.getMap("$")).containsKeys("thread_id", "messages", "cursor");
        assertThat(thread.getString("thread_id")).isEqualTo("plan");
        assertThat(thread.getLong("cursor")).isEqualTo(second.cursor());
        assertThat(thread.getList("messages.id")).containsExactly(first.id(), second.id());
        Api.hasFields(
                thread, "messages[0]", "id", "thread_id", "project", "from", "to", "body", "created_at", "cursor");
    }

    @Test
    void the_cursor_of_a_thread_is_an_exclusive_lower_bound() {
        Sent first = mail("plan").send();
        Sent second = mail("plan").send();

        JsonPath page = Api.ok(Api.in(project).queryParam("limit", 1).get("/api/threads/plan"));
        JsonPath rest = Api.ok(
                Api.in(project).queryParam("cursor", page.getLong("cursor")).get("/api/threads/plan"));
        JsonPath end =
                Api.ok(Api.in(project).queryParam("cursor", second.cursor()).get("/api/threads/plan"));

        assertThat(page.getList("messages.id")).containsExactly(first.id());
        assertThat(page.getLong("cursor")).isEqualTo(first.cursor());
        assertThat(rest.getList("messages.id")).containsExactly(second.id());
        assertThat(end.getList("messages")).isEmpty();
        assertThat(end.getLong("cursor")).isEqualTo(second.cursor());
    }

    @Test
    void a_thread_that_nobody_wrote_in_is_empty() {
        JsonPath thread = Api.ok(Api.in(project).get("/api/threads/none"));

        assertThat(thread.getList("messages")).isEmpty();
        assertThat(thread.getLong("cursor")).isZero();
    }

    private Mail mail(String thread) {
        return Mail.in(project).from("alice").to("bob").thread(thread);
    }

    private JsonPath threads(String agent) {
        return Api.ok(Api.in(project).queryParam("agent", agent).get("/api/threads"));
    }

    private static List<String> ids(JsonPath threads) {
        return threads.getList("threads.thread_id");
    }
}
