package dev.intermute.message;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class RecipientsTest {
    private final String project = Api.freshProject();
    private Registered alice;
    private Registered bob;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
        bob = Api.register(project, "bob");
    }

    @Test
    void to_cc_and_bcc_all_deliver() {
        Sent sent =
                Mail.in(project).from("alice").to("bob").cc("carol").bcc("dave").send();

        assertThat(kinds("bob", sent)).containsExactly("to");
        assertThat(kinds("carol", sent)).containsExactly("cc");
        assertThat(kinds("dave", sent)).containsExactly("bcc");
    }

    @Test
    void a_message_by_name_or_by_id_reaches_the_same_inbox() {
        Sent byName = Mail.in(project).from("alice").to("bob").send();
        Sent byId = Mail.in(project).from("alice").to(bob.agent_id()).send();

        assertThat(Api.inbox(project, "bob").getList("messages.id")).containsExactly(byName.id(), byId.id());
        assertThat(Api.inbox(project, bob.agent_id()).getList("messages.id")).containsExactly(byName.id(), byId.id());
    }

    @Test
    void names_are_shown_as_they_were_written_and_recipients_by_id() {
        Sent sent = Mail.in(project)
                .from(alice.agent_id())
                .to("bob")
                .cc("nobody-yet")
                .send();

        JsonPath message = Api.ok(Api.in(project).get("/api/messages/{id}", sent.id()));

        assertThat(message.getString("from")).isEqualTo(alice.agent_id());
        assertThat(message.getList("to")).containsExactly("bob");
        List<Map<String, String>> recipients = message.getList("recipients");
        assertThat(recipients)
                .containsExactlyInAnyOrder(
                        Map.of("agent", bob.agent_id(), "kind", "to"), Map.of("agent", "nobody-yet", "kind", "cc"));
    }

    @Test
    void one_agent_named_twice_is_one_recipient_in_the_first_list_that_names_it() {
        Sent sent = Mail.in(project)
                .from("alice")
                .to("carol", "bob")
                .cc(bob.agent_id(), "carol")
                .bcc("bob", "carol")
                .send();

        assertThat(kinds("bob", sent)).containsExactly("to");
        assertThat(kinds("carol", sent)).containsExactly("to");
        assertThat(Api.ok(Api.in(project).get("/api/inbox/bob/counts")).getLong("total"))
                .isEqualTo(1);
    }

    @Test
    void a_name_twice_in_one_list_is_one_recipient() {
        Sent sent = Mail.in(project).from("alice").to("bob", "bob").send();

        assertThat(kinds("bob", sent)).containsExactly("to");
    }

    @Test
    void any_string_is_a_mailbox() {
        Sent sent = Mail.in(project).from("the cron job").to("ops@night/shift").send();

        assertThat(kinds("ops@night/shift", sent)).containsExactly("to");
    }

    @Test
    void who_writes_to_itself_gets_it() {
        Sent sent = Mail.in(project).from("alice").to("alice").send();

        assertThat(kinds("alice", sent)).containsExactly("to");
    }

    @Test
    void an_id_of_another_project_is_a_mere_mailbox() {
        Registered stranger = Api.register(Api.freshProject(), "stranger");

        Mail.in(project).from("alice").to(stranger.agent_id()).send();

        assertThat(Api.ok(Api.local().get("/api/inbox/{id}", stranger.agent_id()))
                        .getList("messages"))
                .isEmpty();
        assertThat(Api.inbox(project, stranger.agent_id()).getList("messages")).hasSize(1);
    }

    private List<String> kinds(String agent, Sent sent) {
        JsonPath inbox = Api.inbox(project, agent);
        assertThat(inbox.getList("messages.id")).containsOnly(sent.id());
        return inbox.getList("messages.kind");
    }
}
