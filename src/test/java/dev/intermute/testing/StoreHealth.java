package dev.intermute.testing;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What readiness says of the store.
 *
 * @param status of the answer
 * @param circuit the state of the writer's circuit
 * @param lastWrite how the last write went
 */
public record StoreHealth(int status, String circuit, String lastWrite) {
    /** Asks for it. */
    public static StoreHealth of(Client client) {
        Client.Answer ready = client.get("/q/health/ready", Map.of());
        for (JsonNode check : ready.body().path("checks")) {
            JsonNode data = check.path("data");
            if (data.has("writer_circuit")) {
                return new StoreHealth(
                        ready.status(),
                        data.path("writer_circuit").asText(),
                        data.path("last_write").asText());
            }
        }
        throw new AssertionError("readiness says nothing of the store: " + ready.body());
    }

    /** Whether writes are let through. */
    public boolean isClosed() {
        return circuit.equals("closed");
    }
}
