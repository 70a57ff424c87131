package dev.intermute.push;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** The server asks whether clients are there, and gives up on those that say nothing. */
class PushSilenceIT {
    private static final Map<String, String> IMPATIENT =
            Map.of("INTERMUTE_PUSH_PING_INTERVAL", "200ms", "INTERMUTE_PUSH_SILENCE", "3s");
    /** So many pings take longer than a client may be silent. */
    private static final int PINGS = 25;

    @Test
    void a_client_that_answers_pings_stays_and_one_that_says_nothing_is_closed() {
        try (PackagedServer server = PackagedServer.start(PackagedServer.freshFolder(), IMPATIENT, "--db", "test.db")) {
            String url = server.url();
            RawWebSocket silent = WebSocketHandshake.to(url, "/ws/agents/bob").open();
            RawWebSocket silentOnEvents =
                    WebSocketHandshake.to(url, "/ws/events").open();
            RawWebSocket answering =
                    WebSocketHandshake.to(url, "/ws/agents/bob").open();
            RawWebSocket talking = WebSocketHandshake.to(url, "/ws/agents/bob").open();

            for (int i = 0; i < PINGS; i++) {
                answering.answer(nextPing(answering));
                nextPing(talking);
                talking.send("{\"type\":\"ping\"}");
            }

            assertThat(silent.next().opcode()).isEqualTo(RawFrame.PING);
            assertThat(silent.closed().code()).isNotEqualTo(1000);
            assertThat(silentOnEvents.closed().code()).isNotEqualTo(1000);
            assertThat(answering.send("{\"type\":\"ping\"}").json().path("type").asText())
                    .isEqualTo("pong");
            nextPing(talking);
            answering.leave();
            talking.leave();
        }
    }

    private static RawFrame nextPing(RawWebSocket socket) {
        RawFrame frame = socket.next();
        while (frame.opcode() != RawFrame.PING) {
            assertThat(frame.opcode()).as(frame.toString()).isEqualTo(RawFrame.TEXT);
            frame = socket.next();
        }
        return frame;
    }
}
