package dev.intermute.agent;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.SweptProfile;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(SweptProfile.class)
@WithTestResource(TestServer.class)
class LivenessSettingsClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();

    @Test
    void an_agent_is_stale_after_stale_after_even_where_active_for_is_longer() {
        Api.register(project, "alice");

        clock.advance(Duration.ofSeconds(10));
        assertThat(Api.agent(project, "alice").getString("liveness")).isEqualTo("active");

        clock.advance(Duration.ofSeconds(11));
        assertThat(Api.agent(project, "alice").getString("liveness")).isEqualTo("stale");
    }
}
