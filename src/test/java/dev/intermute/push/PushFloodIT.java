package dev.intermute.push;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that ask without end and read nothing, before a service with little memory. */
class PushFloodIT {
    /** What the answers to a flood would take many times over if they were kept. */
    private static final Map<String, String> SMALL = Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Xmx160m -XX:MaxDirectMemorySize=64m",
            "INTERMUTE_PUSH_PING_INTERVAL",
            "1s",
            "INTERMUTE_PUSH_SILENCE",
            "5s");

    private static final int FRAMES_A_WRITE = 500;
    /** 4 million frames: some 500 MB of pings. */
    private static final int WRITES = 8_000;

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = PackagedServer.start(PackagedServer.freshFolder(), SMALL, "--db", "test.db");
        server.url();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_flood_of_pings_by_a_client_that_reads_nothing_is_cut_off() {
        floodIsCutOff(RawFrame.ping("x".repeat(125)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\"}", "{\"type\":\"no such thing\"}", "nonsense"})
    void a_flood_of_questions_by_a_client_that_reads_nothing_is_cut_off(String text) {
        floodIsCutOff(RawFrame.text(text));
    }

    private static void floodIsCutOff(RawFrame frame) {
        try (RawWebSocket bystander = open();
                RawWebSocket flooder = open()) {
            CompletableFuture<String> nextMessage = CompletableFuture.supplyAsync(bystander::text);
            CompletableFuture<Boolean> flood = CompletableFuture.supplyAsync(() -> isCutOff(flooder, frame));

            assertThat(flood.orTimeout(5, TimeUnit.MINUTES).join())
                    .as("cut off before %s writes", WRITES)
                    .isTrue();

            String id = server.client()
                    .post("/api/messages", Map.of("from", "alice", "to", List.of("bob"), "body", "x"))
                    .text("message_id");
            assertThat(nextMessage.join()).contains(id);
            assertThat(server.err()).doesNotContain("OutOfMemory");
        }
    }

    /** Sends until the server has cut the connection. */
    private static boolean isCutOff(RawWebSocket socket, RawFrame frame) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES_A_WRITE; i++) {
            frames.writeBytes(frame.bytes());
        }
        byte[] bytes = frames.toByteArray();
        try {
            for (int i = 0; i < WRITES; i++) {
                socket.write(bytes);
            }
            return false;
        } catch (UncheckedIOException cut) {
            return true;
        }
    }

    private static RawWebSocket open() {
        return WebSocketHandshake.to(server.url(), "/ws/agents/bob").open();
    }
}
