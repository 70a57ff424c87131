package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Large messages to so many sockets that a copy for each would not fit into the memory, and none of them reads. */
class LargeMailIT {
    private static final String LITTLE = "-Xmx160m";
    private static final int WATCHERS = 250;
    private static final int WATCHERS_THAT_LOOK_AT_LAST = 20;
    /** More than a queue and the kernel hold of them for one that doesn't read. */
    private static final int MESSAGES = 18;

    private static final String LARGE = "x".repeat(900_000);
    private static final int SMALL_BUFFER_BYTES = 4096;

    private final List<RawWebSocket> watchers = new ArrayList<>();

    @Test
    void large_mail_to_hundreds_that_do_not_read_reaches_who_does_and_they_are_told_where_to_resume() {
        try (PackagedServer server = PackagedServer.startWith(LITTLE, PackagedServer.freshFolder(), Map.of());
                RawWebSocket reader = WebSocketHandshake.to(server.url(), "/ws/agents/reader?project=p")
                        .open()) {
            Client client = server.client();
            for (int i = 0; i < WATCHERS; i++) {
                watchers.add(WebSocketHandshake.to(server.url(), "/ws/events?project=p")
                        .receiveBuffer(SMALL_BUFFER_BYTES)
                        .open());
            }

            for (int i = 0; i < MESSAGES; i++) {
                assertThat(send(client, LARGE)).isEqualTo(200);
                assertThat(reader.text()).contains(LARGE);
            }

            watchers.subList(0, WATCHERS_THAT_LOOK_AT_LAST).forEach(LargeMailIT::isToldWhereToResume);
            assertThat(send(client, "are you there?")).isEqualTo(200);
            assertThat(reader.text()).contains("are you there?");
            assertThat(server.err()).doesNotContain("OutOfMemory", "Exception");
        } finally {
            watchers.forEach(RawWebSocket::close);
        }
    }

    /** The rest of a message that was cut short by the close isn't counted as written. */
    private static void isToldWhereToResume(RawWebSocket watcher) {
        List<JsonNode> seen = watcher.jsonUntilClosed();
        RawWebSocket.Closed closed = watcher.closed();

        long last =
                seen.isEmpty() ? 0 : seen.get(seen.size() - 1).path("cursor").asLong();
        assertThat(closed).isEqualTo(new RawWebSocket.Closed(1013, "resume from cursor " + last));
    }

    private static int send(Client client, String body) {
        return client.post("/api/messages", Map.of("project", "p", "from", "a", "to", List.of("reader"), "body", body))
                .status();
    }
}
