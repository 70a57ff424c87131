package dev.intermute.cli.remote;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An identity as its file has it. */
final class IdentityJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IdentityJson() {}

    static String write(Identity identity) {
        ObjectNode json = JSON.createObjectNode()
                .put("url", identity.url())
                .put("project", identity.project())
                .put("agent_id", identity.agentId())
                .put("name", identity.name())
                .put("session_id", identity.sessionId())
                .put("token", identity.token())
                .put("registered_at", identity.registeredAt().toString());
        identity.apiKey().ifPresent(key -> json.put("api_key", key));
        return json.toPrettyString() + "\n";
    }

    /** @throws IllegalArgumentException if it is none */
    static Identity read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Identity(
                    field(json, "url"),
                    Optional.of(json.path("api_key").asText()).filter(key -> !key.isEmpty()),
                    field(json, "project"),
                    field(json, "agent_id"),
                    field(json, "name"),
                    field(json, "session_id"),
                    field(json, "token"),
                    Instant.parse(field(json, "registered_at")));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new IllegalArgumentException("it isn't what register writes", e);
        }
    }

    private static String field(JsonNode json, String name) {
        String value = json.path(name).asText();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("its field " + name + " is missing");
        }
        return value;
    }
}
