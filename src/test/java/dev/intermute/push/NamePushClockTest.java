package dev.intermute.push;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.UnsweptProfile;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(UnsweptProfile.class)
@WithTestResource(TestServer.class)
class NamePushClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_socket_stays_with_its_agent_when_that_falls_silent_and_another_takes_the_name() {
        Registered first = Api.register(project, "bob");
        RawWebSocket ofFirst = sockets.agent("bob");

        clock.advance(Duration.ofMinutes(6));
        Registered second = Api.register(project, "bob");
        RawWebSocket ofSecond = sockets.agent("bob");
        Sent toName = Mail.in(project).from("alice").to("bob").send();
        Sent toFirst = Mail.in(project).from("alice").to(first.agent_id()).send();

        assertThat(second.name()).isEqualTo("bob");
        TestSockets.isMessage(ofSecond.json(), "message.created", toName, second.agent_id());
        TestSockets.isMessage(ofFirst.json(), "message.created", toFirst, first.agent_id());
        sockets.hasNoMore("bob", ofSecond);
    }

    @Test
    void a_socket_that_stays_open_keeps_no_agent_alive() {
        Api.register(project, "bob");
        sockets.agent("bob");

        clock.advance(Duration.ofMinutes(6));

        assertThat(Api.agent(project, "bob").getString("liveness")).isEqualTo("stale");
    }
}
