package dev.intermute.message;

import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class CountsTest {
    private final String project = Api.freshProject();

    @Test
    void counts_are_total_and_unread_and_nothing_else() {
        Registered bob = Api.register(project, "bob");
        Sent read = mail().send();
        mail().send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", read.id()));

        JsonPath byName = Api.ok(Api.in(project).get("/api/inbox/bob/counts"));
        JsonPath byId = Api.ok(Api.local().get("/api/inbox/{id}/counts", bob.agent_id()));

        Api.hasFields(byName, "$", "total", "unread");
        assertThat(byName.getLong("total")).isEqualTo(2);
        assertThat(byName.getLong("unread")).isEqualTo(1);
        assertThat(byId.prettify()).isEqualTo(byName.prettify());
    }

    @Test
    void the_counts_of_nobody_are_zero() {
        JsonPath counts = Api.ok(Api.in(project).get("/api/inbox/nobody/counts"));

        assertThat(counts.getLong("total")).isZero();
        assertThat(counts.getLong("unread")).isZero();
    }

    @Test
    void stale_acks_are_messages_that_wait_for_an_ack() {
        Sent sent = mail().thread("plan")
                .with("subject", "Please")
                .with("ack_required", true)
                .send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/read", sent.id()));

        JsonPath stale = staleAcks(Api.in(project).queryParam("ttl_seconds", 0));

        Api.hasFields(stale, "$", "project", "agent", "ttl_seconds", "count", "messages");
        Api.hasFields(
                stale,
                "messages[0]",
                "id",
                "thread_id",
                "project",
                "from",
                "to",
                "subject",
                "body",
                "created_at",
                "kind",
                "read_at",
                "age_seconds");
        assertThat(stale.getString("project")).isEqualTo(project);
        assertThat(stale.getString("agent")).isEqualTo("bob");
        assertThat(stale.getLong("ttl_seconds")).isZero();
        assertThat(stale.getLong("count")).isEqualTo(1);
        assertThat(stale.getString("messages[0].id")).isEqualTo(sent.id());
        assertThat(stale.getLong("messages[0].age_seconds")).isBetween(0L, 60L);
    }

    @Test
    void the_ttl_is_half_an_hour_unless_it_is_given() {
        mail().with("ack_required", true).send();

        JsonPath stale = staleAcks(Api.in(project));

        assertThat(stale.getLong("ttl_seconds")).isEqualTo(1800);
        assertThat(stale.getLong("count")).isZero();
        assertThat(stale.getList("messages")).isEmpty();
    }

    @Test
    void what_was_acked_or_asks_for_no_ack_is_not_stale() {
        mail().send();
        Sent acked = mail().with("ack_required", true).send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/{id}/ack", acked.id()));

        assertThat(staleAcks(Api.in(project).queryParam("ttl_seconds", 0)).getLong("count"))
                .isZero();
    }

    @Test
    void stale_acks_are_the_oldest_up_to_the_limit() {
        Sent first = mail().with("ack_required", true).send();
        Sent second = mail().with("ack_required", true).send();
        mail().with("ack_required", true).send();

        JsonPath stale = staleAcks(Api.in(project).queryParam("ttl_seconds", 0).queryParam("limit", 2));

        assertThat(stale.getList("messages.id")).containsExactly(first.id(), second.id());
        assertThat(stale.getLong("count")).isEqualTo(2);
    }

    @Test
    void a_ttl_or_limit_that_is_no_number_is_refused() {
        Api.invalid(Api.in(project).queryParam("ttl_seconds", "soon").get("/api/inbox/bob/stale-acks"), "ttl_seconds");
        Api.invalid(Api.in(project).queryParam("ttl_seconds", "-1").get("/api/inbox/bob/stale-acks"), "ttl_seconds");
        Api.invalid(Api.in(project).queryParam("limit", "0").get("/api/inbox/bob/stale-acks"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "x").get("/api/inbox/bob/stale-acks"), "limit");
    }

    private Mail mail() {
        return Mail.in(project).from("alice").to("bob");
    }

    private static JsonPath staleAcks(RequestSpecification request) {
        return Api.ok(request.get("/api/inbox/bob/stale-acks"));
    }
}
