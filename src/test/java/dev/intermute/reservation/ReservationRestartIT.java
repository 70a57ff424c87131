package dev.intermute.reservation;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.Client.Answer;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a stop and a kill leave of reservations and of those who wait. */
class ReservationRestartIT {
    private static final String PROJECT = "p";

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void what_was_granted_outlives_a_kill_and_who_waits_is_told_of_a_stop() {
        String id;
        try (PackagedServer server = PackagedServer.start(folder)) {
            id = reserve(agents(server), "ann", 0).text("id");
            server.kill();
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            assertHeld(client, id);
            handToBob(client, id);
            assertWhoWaitsIsTold(client, server);
        }
    }

    private static void assertHeld(Client client, String id) {
        assertThat(reserve(client, "bob", 0).status()).isEqualTo(409);
        assertThat(client.get("/api/reservations/" + id, Map.of())
                        .body()
                        .path("is_active")
                        .asBoolean())
                .isTrue();
    }

    /** Its fence is higher than what Ann had before the kill. */
    private static void handToBob(Client client, String id) {
        Answer held = client.get("/api/reservations/" + id, Map.of());
        assertThat(client.delete("/api/reservations/" + id, Map.of("X-Agent-ID", held.text("agent_id")))
                        .status())
                .isEqualTo(200);
        Answer next = reserve(client, "bob", 0);
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.number("fence")).isGreaterThan(held.number("fence"));
    }

    /** Bob holds what Ann waits for. */
    private static void assertWhoWaitsIsTold(Client client, PackagedServer server) {
        CompletableFuture<Answer> waiting = client.postAsync(
                "/api/reservations",
                Map.of("project", PROJECT, "agent", "ann", "path", "src", "wait_seconds", 60),
                Map.of());
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                client.get("/api/reservations/check", Map.of("project", PROJECT, "path", "src"))
                                        .body()
                                        .at("/conflicts/0/waiting")
                                        .asInt())
                        .isEqualTo(1));

        assertThat(server.terminate()).isZero();

        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("error")).isEqualTo("storage_unavailable");
    }

    private static Client agents(PackagedServer server) {
        Client client = server.client();
        client.post("/api/agents", Map.of("project", PROJECT, "name", "ann"));
        client.post("/api/agents", Map.of("project", PROJECT, "name", "bob"));
        return client;
    }

    private static Answer reserve(Client client, String agent, int wait) {
        return client.post(
                "/api/reservations", Map.of("project", PROJECT, "agent", agent, "path", "src", "wait_seconds", wait));
    }
}
