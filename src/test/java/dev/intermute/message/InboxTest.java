package dev.intermute.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class InboxTest {
    private static final int BIG = 1_000_000;

    private final String project = Api.freshProject();

    @Test
    void an_inbox_is_a_page_of_messages_with_a_position() {
        Sent sent = mail().cc("carol")
                .thread("plan")
                .with("subject", "Lunch")
                .with("topic", "food")
                .with("importance", "low")
                .with("ack_required", true)
                .send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/ack", sent.id()));

        JsonPath inbox = Api.inbox(project, "bob");

        Api.hasFields(inbox, "$", "messages", "cursor", "next_cursor", "has_more");
        Api.hasFields(
                inbox,
                "messages[0]",
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
                "kind",
                "read_at",
                "ack_at");
        assertThat(inbox.getLong("cursor")).isEqualTo(sent.cursor());
        Object next = inbox.get("next_cursor");
        assertThat(next).isEqualTo(Long.toString(sent.cursor()));
        assertThat(inbox.getBoolean("has_more")).isFalse();
    }

    @Test
    void absent_parts_of_a_message_are_left_out() {
        mail().send();

        Api.hasFields(
                Api.inbox(project, "bob"),
                "messages[0]",
                "id",
                "thread_id",
                "project",
                "from",
                "to",
                "body",
                "created_at",
                "cursor",
                "kind");
    }

    @Test
    void the_inbox_of_nobody_is_empty() {
        JsonPath inbox = Api.inbox(project, "nobody");

        assertThat(inbox.getList("messages")).isEmpty();
        assertThat(inbox.getLong("cursor")).isZero();
    }

    @Test
    void pages_go_on_where_the_last_one_ended_and_hold_each_message_once() {
        List<String> sent =
                IntStream.range(0, 5).mapToObj(i -> mail().send().id()).toList();

        List<String> read = new ArrayList<>();
        JsonPath page = page("since_cursor", "0", 2);
        while (true) {
            read.addAll(page.getList("messages.id"));
            if (!page.getBoolean("has_more")) {
                break;
            }
            page = page("since_cursor", page.getString("next_cursor"), 2);
        }

        assertThat(read).isEqualTo(sent);
    }

    @Test
    void a_full_last_page_has_no_more() {
        mail().send();
        Sent second = mail().send();

        JsonPath page = page("since_cursor", "0", 2);

        assertThat(page.getBoolean("has_more")).isFalse();
        assertThat(page.getLong("cursor")).isEqualTo(second.cursor());
    }

    @Test
    void since_cursor_is_exclusive_and_cursor_is_another_name_for_it() {
        Sent first = mail().send();
        Sent second = mail().send();
        String position = Long.toString(first.cursor());

        assertThat(page("since_cursor", position, 10).getList("messages.id")).containsExactly(second.id());
        assertThat(page("cursor", position, 10).getList("messages.id")).containsExactly(second.id());
    }

    @Test
    void where_nothing_is_new_the_position_stays() {
        Sent sent = mail().send();

        JsonPath again = page("since_cursor", Long.toString(sent.cursor()), 10);
        JsonPath beyond = page("since_cursor", Long.toString(sent.cursor() + 1000), 10);

        assertThat(again.getList("messages")).isEmpty();
        assertThat(again.getLong("cursor")).isEqualTo(sent.cursor());
        assertThat(beyond.getLong("cursor")).isEqualTo(sent.cursor() + 1000);
    }

    @Test
    void unread_leaves_out_what_was_read_and_the_position_is_the_last_entry_examined() {
        Sent first = mail().send();
        Sent second = mail().send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", second.id()));

        JsonPath unread = Api.ok(Api.in(project).queryParam("unread", true).get("/api/inbox/bob"));

        assertThat(unread.getList("messages.id")).containsExactly(first.id());
        assertThat(unread.getLong("cursor")).isEqualTo(second.cursor());
        assertThat(Api.ok(Api.in(project).queryParam("unread", false).get("/api/inbox/bob"))
                        .getList("messages"))
                .hasSize(2);
    }

    @Test
    void an_unread_page_that_is_full_ends_at_its_last_message() {
        Sent read = mail().send();
        Sent first = mail().send();
        mail().send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", read.id()));

        JsonPath unread = Api.ok(Api.in(project)
                .queryParam("unread", true)
                .queryParam("limit", 1)
                .get("/api/inbox/bob"));

        assertThat(unread.getList("messages.id")).containsExactly(first.id());
        assertThat(unread.getLong("cursor")).isEqualTo(first.cursor());
        assertThat(unread.getBoolean("has_more")).isTrue();
    }

    @Test
    void blank_parameters_count_as_absent() {
        mail().send();

        JsonPath inbox = Api.ok(Api.in(project)
                .queryParam("since_cursor", "")
                .queryParam("cursor", " ")
                .queryParam("limit", "")
                .queryParam("unread", "")
                .get("/api/inbox/bob"));

        assertThat(inbox.getList("messages")).hasSize(1);
    }

    @Test
    void parameters_that_are_no_numbers_are_refused() {
        Api.invalid(Api.in(project).queryParam("since_cursor", "new").get("/api/inbox/bob"), "since_cursor");
        Api.invalid(Api.in(project).queryParam("since_cursor", "-1").get("/api/inbox/bob"), "since_cursor");
        Api.invalid(Api.in(project).queryParam("cursor", "1.0").get("/api/inbox/bob"), "cursor");
        Api.invalid(Api.in(project).queryParam("limit", "0").get("/api/inbox/bob"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "all").get("/api/inbox/bob"), "limit");
        Api.invalid(Api.in(project).queryParam("unread", "yes").get("/api/inbox/bob"), "unread");
        Api.invalid(Api.in(project).get("/api/inbox/{agent}", "x".repeat(1025)), "agent");
    }

    @Test
    void a_limit_above_the_largest_is_cut() {
        mail().send();

        assertThat(page("cursor", "0", 1_000_000).getList("messages")).hasSize(1);
    }

    @Test
    void a_page_without_a_limit_holds_100() {
        IntStream.range(0, 101).forEach(i -> mail().send());

        JsonPath inbox = Api.inbox(project, "bob");

        assertThat(inbox.getList("messages")).hasSize(100);
        assertThat(inbox.getBoolean("has_more")).isTrue();
    }

    /** With a client that reads megabytes in no time: REST Assured takes seconds for each. */
    @Test
    void a_page_of_an_inbox_a_thread_or_the_log_ends_at_8_mib() {
        String big = "x".repeat(BIG);
        List<Sent> sent = IntStream.range(0, 9)
                .mapToObj(i -> mail().thread("plan").body(big).send())
                .toList();

        Client client = new Client("http://localhost:" + RestAssured.port);
        for (Map.Entry<String, String> list : Map.of(
                        "/api/inbox/bob", "messages", "/api/threads/plan", "messages", "/api/events", "events")
                .entrySet()) {
            Client.Answer first = ok(client.get(list.getKey(), Map.of("project", project)));
            String next = first.text("next_cursor");
            Client.Answer second =
                    ok(client.get(list.getKey(), Map.of("project", project, "since_cursor", next, "cursor", next)));

            assertThat(first.body().path(list.getValue())).as(list.getKey()).hasSize(8);
            assertThat(first.body().path("has_more")).isEqualTo(BooleanNode.TRUE);
            assertThat(first.number("cursor")).isEqualTo(sent.get(7).cursor());
            assertThat(second.body().path(list.getValue()))
                    .singleElement()
                    .satisfies(last -> assertThat(last.path("cursor").asLong())
                            .isEqualTo(sent.get(8).cursor()));
            assertThat(second.body().path("has_more")).isEqualTo(BooleanNode.FALSE);
        }
    }

    private static Client.Answer ok(Client.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith("application/json");
        return answer;
    }

    private Mail mail() {
        return Mail.in(project).from("alice").to("bob");
    }

    private JsonPath page(String name, String cursor, int limit) {
        return Api.ok(Api.in(project)
                .queryParam(name, cursor)
                .queryParam("limit", limit)
                .get("/api/inbox/bob"));
    }
}
