package dev.intermute.message;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.UnsweptProfile;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(UnsweptProfile.class)
@WithTestResource(TestServer.class)
class StaleAcksClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();

    @Test
    void a_message_is_stale_once_it_is_older_than_the_ttl() {
        Sent old = mail().send();
        clock.advance(Duration.ofSeconds(1801));
        mail().send();

        JsonPath stale = Api.ok(Api.in(project).get("/api/inbox/bob/stale-acks"));

        assertThat(stale.getList("messages.id")).containsExactly(old.id());
        assertThat(stale.getLong("messages[0].age_seconds")).isBetween(1801L, 1860L);
    }

    @Test
    void the_age_of_a_changed_message_counts_from_its_creation() {
        mail().id("m1").send();
        clock.advance(Duration.ofSeconds(1801));
        mail().id("m1").body("better").send();

        JsonPath stale = Api.ok(Api.in(project).get("/api/inbox/bob/stale-acks"));

        assertThat(stale.getList("messages.id")).containsExactly("m1");
    }

    @Test
    void what_one_got_by_bcc_is_not_told_to_another() {
        mail().bcc("carol").send();
        clock.advance(Duration.ofSeconds(1801));

        String path = "/api/inbox/carol/stale-acks";

        assertThat(Api.ok(Api.in(project).header("X-Agent-ID", "bob").get(path)).getInt("count"))
                .isZero();
        assertThat(Api.ok(Api.in(project).header("X-Agent-ID", "carol").get(path))
                        .getInt("count"))
                .isOne();
    }

    private Mail mail() {
        return Mail.in(project).from("alice").to("bob").with("ack_required", true);
    }
}
