package dev.intermute.reservation;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.arc.All;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.store.BatchParticipant;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a commit brings is known to everybody before somebody who waited for it is answered. */
@QuarkusTest
@WithTestResource(TestServer.class)
class CommitOrderTest {
    @Inject
    @All
    List<BatchParticipant> participants;

    @Test
    void leases_follow_all_others_and_those_who_wait_follow_leases() {
        assertThat(participants.stream()
                        .map(ClientProxy::unwrap)
                        .map(Object::getClass)
                        .map(Class::getSimpleName))
                .endsWith("Leases", "WaitingLine")
                .contains("AgentDirectory", "EventLog");
    }
}
