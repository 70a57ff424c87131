package dev.intermute.message;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A message looks the same wherever it is read, though what reads it isn't the same. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SameMessageTest {
    private final String project = Api.freshProject();

    @Test
    void one_with_all_that_it_can_have() {
        Sent sent = mail().cc("carol")
                .with("subject", "Lunch")
                .with("topic", "food")
                .with("importance", "low")
                .with("ack_required", true)
                .body("\"grüße\" \\ \u0007 😀")
                .send();

        assertThat(alone(sent)).hasSize(13);
        assertLooksTheSameEverywhere(sent);
    }

    @Test
    void one_with_the_least_that_it_can_have() {
        Sent sent = mail().send();

        assertThat(alone(sent)).hasSize(8);
        assertLooksTheSameEverywhere(sent);
    }

    private Mail mail() {
        return Mail.in(project).from("ada").to("bob").thread("plan");
    }

    private void assertLooksTheSameEverywhere(Sent sent) {
        Map<String, Object> alone = alone(sent);
        assertThat(without(Api.inbox(project, "bob").getMap("messages[0]"), "kind"))
                .as("in an inbox")
                .isEqualTo(alone);
        assertThat(Api.ok(Api.in(project).get("/api/threads/plan")).<String, Object>getMap("messages[0]"))
                .as("in its thread")
                .isEqualTo(alone);
        assertThat(Api.events(project).<String, Object>getMap("events[0].message"))
                .as("in the log")
                .isEqualTo(alone);
    }

    private Map<String, Object> alone(Sent sent) {
        return without(
                Api.ok(Api.in(project).get("/api/messages/{id}", sent.id())).getMap("$"), "recipients");
    }

    private static Map<String, Object> without(Map<String, Object> message, String field) {
        Map<String, Object> rest = new HashMap<>(message);
        assertThat(rest.remove(field)).isNotNull();
        return rest;
    }
}
