package dev.intermute.push;

import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

/** Whom a socket that was opened by name belongs to. */
@QuarkusTest
@WithTestResource(TestServer.class)
class NamePushTest {
    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_name_that_nobody_has_gets_the_mail_of_that_mailbox() {
        RawWebSocket socket = sockets.agent("bob");

        Sent sent = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(socket.json(), "message.created", sent, "bob");
    }

    @Test
    void a_socket_of_a_mailbox_follows_the_agent_that_first_gets_the_name() {
        RawWebSocket socket = sockets.agent("bob");
        Sent toMailbox = Mail.in(project).from("alice").to("bob").send();

        Registered bob = Api.register(project, "bob");
        Sent toName = Mail.in(project).from("alice").to("bob").send();
        Sent toId = Mail.in(project).from("alice").to(bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", toMailbox, "bob");
        TestSockets.isMessage(socket.json(), "message.created", toName, bob.agent_id());
        TestSockets.isMessage(socket.json(), "message.created", toId, bob.agent_id());
        sockets.hasNoMore("bob", socket);
    }

    @Test
    void a_socket_goes_with_its_agent_to_another_name() {
        Registered bob = Api.register(project, "bob");
        RawWebSocket socket = sockets.agent("bob");

        rename(bob, "robert");
        Mail.in(project).from("alice").to("bob").send();
        Sent toNewName = Mail.in(project).from("alice").to("robert").send();
        Sent toId = Mail.in(project).from("alice").to(bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", toNewName, bob.agent_id());
        TestSockets.isMessage(socket.json(), "message.created", toId, bob.agent_id());
        sockets.hasNoMore("robert", socket);
    }

    @Test
    void a_socket_of_a_mailbox_goes_with_the_agent_that_took_it_to_another_name() {
        RawWebSocket socket = sockets.agent("bob");
        Registered bob = Api.register(project, "bob");

        rename(bob, "robert");
        Mail.in(project).from("alice").to("bob").send();
        Registered second = Api.register(project, "bob");
        Mail.in(project).from("alice").to("bob", second.agent_id()).send();
        Sent toNewName = Mail.in(project).from("alice").to("robert").send();

        TestSockets.isMessage(socket.json(), "message.created", toNewName, bob.agent_id());
    }

    @Test
    void a_socket_of_a_mailbox_follows_an_agent_that_is_renamed_to_it() {
        Registered bob = Api.register(project, "robert");
        RawWebSocket socket = sockets.agent("bob");

        rename(bob, "bob");
        Sent sent = Mail.in(project).from("alice").to(bob.agent_id()).send();

        TestSockets.isMessage(socket.json(), "message.created", sent, bob.agent_id());
    }

    @Test
    void a_socket_opened_after_a_name_moved_on_is_that_of_its_new_holder() {
        Registered first = Api.register(project, "bob");
        rename(first, "robert");
        Registered second = Api.register(project, "bob");
        RawWebSocket socket = sockets.agent("bob");

        Mail.in(project).from("alice").to("robert").send();
        Sent sent = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(socket.json(), "message.created", sent, second.agent_id());
    }

    @Test
    void who_is_given_the_name_with_a_number_gets_no_mail_of_the_name() {
        Registered bob = Api.register(project, "bob");
        Registered second = Api.register(project, "bob");
        RawWebSocket first = sockets.agent("bob");
        RawWebSocket numbered = sockets.agent(second.agent_id());

        Sent sent = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(first.json(), "message.created", sent, bob.agent_id());
        sockets.hasNoMore(second.name(), numbered);
    }

    @Test
    void a_replay_gives_an_agent_the_mail_that_it_found_at_its_registration() {
        Sent toMailbox = Mail.in(project).from("alice").to("bob").send();
        Registered bob = Api.register(project, "bob");

        RawWebSocket byName = sockets.agentSince(bob.cursor(), "bob");
        RawWebSocket byId = sockets.agentSince(bob.cursor(), bob.agent_id());

        TestSockets.isMessage(byName.json(), "message.created", toMailbox, bob.agent_id());
        TestSockets.isMessage(byId.json(), "message.created", toMailbox, bob.agent_id());
    }

    private void rename(Registered agent, String name) {
        Api.json(Map.of("project", project, "session_id", agent.session_id(), "name", name))
                .header("X-Agent-Token", agent.token())
                .post("/api/agents")
                .then()
                .statusCode(200);
    }
}
