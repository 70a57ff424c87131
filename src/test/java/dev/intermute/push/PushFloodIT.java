package dev.intermute.push;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawFrame;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that ask without end and read nothing, before a service with little memory. */
class PushFloodIT {
    /** What the answers to a flood would take many times over if they were kept. */
    private static final String LITTLE = "-Xmx96m";

    private static final Map<String, String> IMPATIENT =
            Map.of("INTERMUTE_PUSH_PING_INTERVAL", "500ms", "INTERMUTE_PUSH_SILENCE", "3s");

    /** What the network holds of the answers, the service has dealt with. */
    private static final int SMALL_BUFFER_BYTES = 4096;

    private static final int FRAMES_A_WRITE = 500;
    private static final int PATIENCE_MINUTES = 2;

    private static final List<RawFrame> FLOODS = List.of(
            RawFrame.ping("x".repeat(125)),
            RawFrame.text("{\"type\":\"ping\"}"),
            RawFrame.text("{\"type\":\"no such thing\"}"),
            RawFrame.text("nonsense"));

    @Test
    void clients_that_flood_and_read_nothing_are_cut_off_and_nobody_else_notices() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (PackagedServer server = PackagedServer.startWith(LITTLE, PackagedServer.freshFolder(), IMPATIENT);
                RawWebSocket bystander = handshake(server).open()) {
            CompletableFuture<String> nextMessage = CompletableFuture.supplyAsync(bystander::text, threads);
            List<CompletableFuture<Long>> floods = FLOODS.stream()
                    .map(frame -> CompletableFuture.supplyAsync(() -> sentUntilCutOff(server, frame), threads))
                    .toList();

            for (CompletableFuture<Long> flood : floods) {
                long sent = flood.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
                System.out.printf("cut off after %,d frames%n", sent);
                assertThat(sent).isPositive();
            }

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
    private static long sentUntilCutOff(PackagedServer server, RawFrame frame) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES_A_WRITE; i++) {
            frames.writeBytes(frame.bytes());
        }
        byte[] bytes = frames.toByteArray();
        long sent = 0;
        try (RawWebSocket socket =
                handshake(server).receiveBuffer(SMALL_BUFFER_BYTES).open()) {
            while (true) {
                socket.write(bytes);
                sent += FRAMES_A_WRITE;
            }
        } catch (UncheckedIOException cut) {
            return sent;
        }
    }

    private static WebSocketHandshake handshake(PackagedServer server) {
        return WebSocketHandshake.to(server.url(), "/ws/agents/bob");
    }
}
