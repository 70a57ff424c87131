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

/** One large message to so many sockets that a copy for each would not fit into the memory, and none of them reads. */
class LargeMailIT {
    private static final String LITTLE = "-Xmx160m";
    private static final int WATCHERS = 300;
    private static final int MESSAGES = 12;
    private static final String LARGE = "x".repeat(900_000);
    private static final int SMALL_BUFFER_BYTES = 4096;

    @Test
    void large_mail_to_hundreds_of_sockets_takes_no_more_memory_than_there_is() throws Exception {
        List<RawSubscriber> watchers = new ArrayList<>();
        try (PackagedServer server = PackagedServer.startWith(LITTLE, PackagedServer.freshFolder(), Map.of());
                RawWebSocket reader = WebSocketHandshake.to(server.url(), "/ws/agents/reader?project=p")
                        .open()) {
            Client client = server.client();
            for (int i = 0; i < WATCHERS; i++) {
                watchers.add(new RawSubscriber(server.url(), "/ws/events?project=p", SMALL_BUFFER_BYTES, 1));
            }

            for (int i = 0; i < MESSAGES; i++) {
                assertThat(send(client, LARGE)).isEqualTo(200);
                assertThat(reader.text()).contains(LARGE);
            }

            assertThat(send(client, "are you there?")).isEqualTo(200);
            assertThat(reader.text()).contains("are you there?");
            assertThat(server.err()).doesNotContain("OutOfMemory", "Exception");
        } finally {
            for (RawSubscriber one : watchers) {
                one.close();
            }
        }
    }

    private static int send(Client client, String body) {
        return client.post("/api/messages", Map.of("project", "p", "from", "a", "to", List.of("reader"), "body", body))
                .status();
    }
}
