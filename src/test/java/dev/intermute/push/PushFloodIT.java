package dev.intermute.push;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private static final String LITTLE = "-Xmx160m";

    private static final Map<String, String> IMPATIENT =
            Map.of("INTERMUTE_PUSH_PING_INTERVAL", "1s", "INTERMUTE_PUSH_SILENCE", "5s");

    private static final int FRAMES_A_WRITE = 500;
    private static final int PATIENCE_MINUTES = 2;

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = PackagedServer.startWith(LITTLE, PackagedServer.freshFolder(), IMPATIENT);
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
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RawWebSocket bystander = open();
                RawWebSocket flooder = open()) {
            CompletableFuture<String> nextMessage = CompletableFuture.supplyAsync(bystander::text, threads);
            CompletableFuture<Long> flood =
                    CompletableFuture.supplyAsync(() -> sentUntilCutOff(flooder, frame), threads);

            long sent = flood.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
            System.out.printf("cut off after %,d frames%n", sent);
            assertThat(sent).isPositive();

            String id = server.client()
                    .post("/api/messages", Map.of("from", "alice", "to", List.of("bob"), "body", "x"))
                    .text("message_id");
            assertThat(nextMessage.join()).contains(id);
            assertThat(server.err()).doesNotContain("OutOfMemoryError:", "Exception");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Sends until the server has cut the connection. */
    private static long sentUntilCutOff(RawWebSocket socket, RawFrame frame) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES_A_WRITE; i++) {
            frames.writeBytes(frame.bytes());
        }
        byte[] bytes = frames.toByteArray();
        long sent = 0;
        try {
            while (true) {
                socket.write(bytes);
                sent += FRAMES_A_WRITE;
            }
        } catch (UncheckedIOException cut) {
            return sent;
        }
    }

    private static RawWebSocket open() {
        return WebSocketHandshake.to(server.url(), "/ws/agents/bob").open();
    }
}
