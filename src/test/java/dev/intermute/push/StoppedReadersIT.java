package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawSubscriber;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Many readers that stop, each with less waiting than one may have, but together with more than there is memory for. */
class StoppedReadersIT {
    private static final String LITTLE = "-Xmx400m";
    private static final int READERS = 20;
    private static final int MESSAGES_EACH = 10;
    /** With one character that takes Java two bytes, as do all the others then. */
    private static final String LARGE = "日" + "x".repeat(900_000);

    private static final int SMALL_BUFFER_BYTES = 4096;

    @Test
    void readers_that_stop_are_closed_before_they_take_the_memory_of_the_others() throws Exception {
        List<RawSubscriber> stopped = new ArrayList<>();
        try (PackagedServer server = PackagedServer.startWith(LITTLE, PackagedServer.freshFolder(), Map.of());
                RawWebSocket bystander = WebSocketHandshake.to(server.url(), "/ws/agents/bystander?project=p")
                        .open()) {
            Client client = server.client();
            for (int i = 0; i < READERS; i++) {
                stopped.add(
                        new RawSubscriber(server.url(), "/ws/agents/reader" + i + "?project=p", SMALL_BUFFER_BYTES, 1));
            }

            for (int i = 0; i < READERS * MESSAGES_EACH; i++) {
                assertThat(send(client, "reader" + i % READERS, LARGE)).isEqualTo(200);
            }

            assertThat(send(client, "bystander", "are you there?")).isEqualTo(200);
            assertThat(bystander.text()).contains("are you there?");
            assertThat(server.metric("intermute_push_slow_readers_closed_total", ""))
                    .isPositive();
            assertThat(server.err()).doesNotContain("OutOfMemory", "Exception");
        } finally {
            for (RawSubscriber one : stopped) {
                one.close();
            }
        }
    }

    private static int send(Client client, String to, String body) {
        return client.post("/api/messages", Map.of("project", "p", "from", "a", "to", List.of(to), "body", body))
                .status();
    }
}
