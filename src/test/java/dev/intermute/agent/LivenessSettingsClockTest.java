package dev.intermute.agent;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.ClockProfile;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(LivenessSettingsClockTest.Profile.class)
@WithTestResource(TestServer.class)
class LivenessSettingsClockTest {
    /** Agents that go from active to stale. */
    public static class Profile extends ClockProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intermute.liveness.stale-after", "20s");
        }
    }

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
