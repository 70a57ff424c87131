package dev.intermute.push;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

/** A web page may not listen in: browsers open WebSockets across sites, and send the page's origin. */
@QuarkusTest
@WithTestResource(TestServer.class)
class UpgradeOriginTest {
    private static final String FOREIGN = "https://evil.example";

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FOREIGN,
                "http://localhost",
                "http://localhost:1",
                "https://localhost.evil.example",
                "http://127.0.0.1:PORT",
                "http://localhost:PORT.evil.example",
                "http://evil.example@localhost:PORT.evil.example",
                "null",
                "file://",
                "localhost:PORT",
                "http://",
                "",
                "nonsense"
            })
    void a_page_of_another_site_is_refused(String origin) {
        String sent = origin.replace("PORT", Integer.toString(RestAssured.port));

        for (String path : List.of(TestSockets.agentPath(project, "bob"), TestSockets.eventsPath(project))) {
            WebSocketHandshake.to(path).header("Origin", sent).refused(403, "origin_forbidden");
        }
    }

    @Test
    void one_foreign_origin_of_two_is_enough() {
        String own = "http://localhost:" + RestAssured.port;
        String path = TestSockets.agentPath(project, "bob");

        WebSocketHandshake.to(path).twice("Origin", own, FOREIGN).refused(403, "origin_forbidden");
        WebSocketHandshake.to(path).twice("Origin", FOREIGN, own).refused(403, "origin_forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws/agents/bob?since_cursor=none",
                "/ws/agents/bob?project=a&project=b",
                "/ws/events?since_cursor=-1",
                "/ws/agents/%zz",
                "/ws/events?project=a%00",
                "/ws/agents",
                "/ws/nothing",
                "/ws/agents/bob/x"
            })
    void the_origin_is_looked_at_before_the_address(String path) {
        WebSocketHandshake.to(path).header("Origin", FOREIGN).refused(403, "origin_forbidden");
    }

    @Test
    void the_origin_is_looked_at_before_the_key_and_no_key_helps() {
        for (String path : List.of("/ws/agents/bob", "/ws/events", "/ws/nothing")) {
            foreign(path).remote().refused(403, "origin_forbidden");
            foreign(path).key("guessed").refused(403, "origin_forbidden");
            foreign(path).key(TestServer.KEY_A).refused(403, "origin_forbidden");
            foreign(path).remote().key(TestServer.KEY_A).refused(403, "origin_forbidden");
            foreign(path + "?project=keyed-b").key(TestServer.KEY_A).refused(403, "origin_forbidden");
        }
    }

    @Test
    void the_origin_is_looked_at_before_the_agent_and_the_handshake() {
        Api.register(project, "alice");
        String path = TestSockets.agentPath(project, "bob");

        foreign(path).header("X-Agent-ID", "alice").refused(403, "origin_forbidden");
        foreign(path).header("Sec-WebSocket-Version", "12").refused(403, "origin_forbidden");
        foreign(path).header("Sec-WebSocket-Key", null).refused(403, "origin_forbidden");
        foreign(path).plain().refused(403, "origin_forbidden");
    }

    @ParameterizedTest
    @CsvSource({"localhost, http", "localhost, https", "127.0.0.1, http", "[::1], http", "LOCALHOST, http"})
    void a_page_of_this_host_is_let_in(String host, String scheme) {
        String hostAndPort = host + ":" + RestAssured.port;

        sockets.open(WebSocketHandshake.to(TestSockets.agentPath(project, "bob"))
                .header("Host", hostAndPort)
                .header("Origin", scheme + "://" + hostAndPort));
        sockets.open(WebSocketHandshake.to(TestSockets.eventsPath(project))
                .header("Host", hostAndPort)
                .header("Origin", scheme + "://" + hostAndPort));
    }

    @Test
    void a_page_of_this_host_is_let_in_with_a_key_when_the_host_has_another_name() {
        sockets.open(WebSocketHandshake.to("/ws/events")
                .key(TestServer.KEY_A)
                .header("Host", "intermute.example.org")
                .header("Origin", "https://intermute.example.org"));
    }

    @Test
    void a_name_that_a_page_had_point_here_is_not_local() {
        WebSocketHandshake.to(TestSockets.agentPath(project, "bob"))
                .header("Host", "rebound.evil.example")
                .header("Origin", "http://rebound.evil.example")
                .refused(401, "unauthorized");
    }

    @Test
    void what_the_browser_calls_cross_site_is_not_local() {
        WebSocketHandshake.to(TestSockets.agentPath(project, "bob"))
                .header("Sec-Fetch-Site", "cross-site")
                .refused(401, "unauthorized");
    }

    private static WebSocketHandshake foreign(String path) {
        return WebSocketHandshake.to(path).header("Origin", FOREIGN);
    }
}
