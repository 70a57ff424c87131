package dev.intermute.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** No more sockets than the operator allows, however they end. */
@QuarkusTest
@WithTestResource(TestServer.class)
@TestProfile(SocketLimitTest.TwoSockets.class)
class SocketLimitTest {
    private static final int MANY = 500;
    /** From at once to well after the service has read what was asked for. */
    private static final long STEP_NANOS = 10_000;

    private final String project = Api.freshProject();
    private final TestSockets sockets = new TestSockets(project);

    /** The one setting that is tested here. */
    public static class TwoSockets implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intermute.push.max-sockets", "2");
        }
    }

    @AfterEach
    void closeSockets() {
        sockets.close();
    }

    @Test
    void one_socket_too_many_is_refused_until_another_has_gone() {
        RawWebSocket left = sockets.agent("bob");
        RawWebSocket cut = sockets.eventsSince(0);
        RawHttp.Answer refused = another();

        refused.refused(503, "overloaded");
        assertThat(refused.headers()).containsKey("retry-after");
        left.leave();
        Awaitility.await().untilAsserted(() -> sockets.agent("bob"));
        another().refused(503, "overloaded");
        cut.abort();
        Awaitility.await().until(() -> another().status() == 101);
    }

    @Test
    void a_client_that_is_gone_before_its_socket_is_open_takes_no_place() throws IOException {
        Mail.in(project).from("alice").to("bob").send();
        for (int i = 0; i < MANY; i++) {
            try (Socket socket = WebSocketHandshake.to(TestSockets.eventsPath(project) + "&since_cursor=1")
                    .connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write(WebSocketHandshake.to(TestSockets.eventsPath(project) + "&since_cursor=1")
                                .bytes());
                LockSupport.parkNanos(i * STEP_NANOS);
            }
        }

        untilOneIsLetIn(() -> sockets.agent("bob"));
        untilOneIsLetIn(() -> sockets.events());
    }

    private static void untilOneIsLetIn(ThrowingRunnable opening) {
        Awaitility.await().ignoreException(UncheckedIOException.class).untilAsserted(opening);
    }

    private RawHttp.Answer another() {
        return WebSocketHandshake.to(TestSockets.eventsPath(project)).answer();
    }
}
