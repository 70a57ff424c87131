package dev.intermute.push;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.store.StoreConfig;
import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** A cursor before what is left of the log: the beginning of the log is removed as retention does it. */
@QuarkusTest
@TestProfile(CursorExpiredTest.OwnServer.class)
@WithTestResource(TestServer.class)
class CursorExpiredTest {
    /** A server whose log no other test needs. */
    public static class OwnServer implements QuarkusTestProfile {}

    @Inject
    StoreConfig config;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);
    private final List<Sent> sent = new ArrayList<>();

    @BeforeEach
    void send() {
        for (int i = 0; i < 5; i++) {
            sent.add(Mail.in(project).from("alice").to("bob").send());
        }
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void a_cursor_before_what_is_kept_is_expired_and_the_answer_says_what_is_left() throws SQLException {
        removeUpTo(sent.get(2).cursor());

        for (String path : List.of(TestSockets.agentPath(project, "bob"), TestSockets.eventsPath(project))) {
            for (long cursor : new long[] {1, sent.get(0).cursor(), sent.get(1).cursor()}) {
                long oldest = WebSocketHandshake.to(path + "&since_cursor=" + cursor)
                        .refused(410, "cursor_expired")
                        .getLong("oldest_cursor");

                // Whoever resumes from there is let in and gets all that is left.
                assertThat(oldest).isGreaterThan(cursor).isLessThan(sent.get(3).cursor());
                RawWebSocket socket = sockets.open(path + "&since_cursor=" + oldest);
                assertThat(socket.json().path("cursor").asLong())
                        .isEqualTo(sent.get(3).cursor());
                assertThat(socket.json().path("cursor").asLong())
                        .isEqualTo(sent.get(4).cursor());
            }
        }
    }

    @Test
    void the_cursor_of_the_last_that_was_removed_misses_nothing() throws SQLException {
        removeUpTo(sent.get(2).cursor());

        RawWebSocket socket = sockets.agentSince(sent.get(2).cursor(), "bob");

        assertThat(socket.json().path("cursor").asLong()).isEqualTo(sent.get(3).cursor());
    }

    @Test
    void zero_reads_from_the_oldest_that_is_kept() throws SQLException {
        removeUpTo(sent.get(2).cursor());

        RawWebSocket socket = sockets.agentSince(0, "bob");

        assertThat(socket.json().path("cursor").asLong()).isEqualTo(sent.get(3).cursor());
    }

    @Test
    void a_log_of_which_nothing_is_left_expires_what_came_before_its_end() throws SQLException {
        removeUpTo(sent.get(4).cursor());

        WebSocketHandshake.to(TestSockets.eventsPath(project) + "&since_cursor="
                        + sent.get(3).cursor())
                .refused(410, "cursor_expired");
        RawWebSocket socket = sockets.eventsSince(sent.get(4).cursor());
        Sent live = Mail.in(project).from("alice").to("bob").send();

        TestSockets.isMessage(socket.json(), "message.created", live, null);
    }

    @Test
    void an_expired_cursor_is_no_sign_that_a_stranger_may_listen() throws SQLException {
        removeUpTo(sent.get(2).cursor());
        String path = TestSockets.agentPath(project, "bob") + "&since_cursor=1";

        WebSocketHandshake.to(path).remote().refused(401, "unauthorized");
        WebSocketHandshake.to(path).header("X-Agent-ID", "alice").refused(403, "agent_mismatch");
        WebSocketHandshake.to(path).header("Origin", "http://evil.example").refused(403, "origin_forbidden");
    }

    private void removeUpTo(long cursor) throws SQLException {
        try (TestDatabase database = TestDatabase.open(config.db())) {
            database.run("delete from events where cursor <= " + cursor);
        }
    }
}
