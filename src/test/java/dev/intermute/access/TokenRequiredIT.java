package dev.intermute.access;

import java.net.URI;
import java.util.Map;

import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.intermute.testing.PackagedServer;

/**
 * The same on the packaged service, in a process of its own: with a profile Quarkus would start the one that the others
 * share anew for this class, and once more for the next.
 */
class TokenRequiredIT extends TokenRequiredCase {
    private static PackagedServer server;
    private static int others;

    @BeforeAll
    static void start() {
        others = RestAssured.port;
        server = PackagedServer.start(
                PackagedServer.freshFolder(), Map.of("INTERMUTE_AUTH_REQUIRE_AGENT_TOKEN", "true"), "--db", "test.db");
        RestAssured.port = URI.create(server.url()).getPort();
    }

    @AfterAll
    static void stop() {
        RestAssured.port = others;
        if (server != null) {
            server.close();
        }
    }
}
