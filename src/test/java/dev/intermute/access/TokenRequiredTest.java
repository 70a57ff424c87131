package dev.intermute.access;

import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import dev.intermute.testing.TestServer;

@QuarkusTest
@TestProfile(TokenRequiredTest.Profile.class)
@WithTestResource(TestServer.class)
class TokenRequiredTest extends TokenRequiredCase {
    /** The one setting that is tested here. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intermute.auth.require-agent-token", "true");
        }
    }
}
