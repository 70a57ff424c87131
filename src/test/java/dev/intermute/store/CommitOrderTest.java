package dev.intermute.store;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a commit brings can be seen before the feed tells of it, and the feed tells before anybody is answered. */
@QuarkusTest
@WithTestResource(TestServer.class)
class CommitOrderTest {
    @Inject
    @All
    List<BatchParticipant> participants;

    @Test
    void agents_come_before_what_they_hold_that_before_the_log_and_answers_last() {
        assertThat(participants.stream()
                        .map(ClientProxy::unwrap)
                        .map(Object::getClass)
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder("AgentDirectory", "Leases", "TaskClaims", "EventLog", "WaitingLine")
                .containsSubsequence("AgentDirectory", "Leases", "EventLog", "WaitingLine")
                .containsSubsequence("AgentDirectory", "TaskClaims", "EventLog");
    }
}
