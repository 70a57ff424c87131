package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a registration is written: a JSON object. By hand, because a native binary knows no record by reflection. */
final class IdentityFile {
    private static final String AGAIN = "; remove it and run 'intermute register' again";

    private final ObjectMapper json = new ObjectMapper();

    /** The content of a file. */
    byte[] bytes(Identity identity) {
        ObjectNode object = json.createObjectNode();
        object.put("url", identity.url().toString());
        identity.apiKey().ifPresent(key -> object.put("api_key", key));
        object.put("project", identity.project());
        object.put("agent_id", identity.agentId());
        object.put("name", identity.name());
        if (!identity.requestedName().isEmpty()) {
            object.put("requested_name", identity.requestedName());
        }
        object.put("session_id", identity.sessionId());
        object.put("token", identity.token());
        object.put("cursor", identity.cursor());
        object.put("registered_at", identity.registeredAt().toString());
        return (object.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a file says.
     *
     * @param file where it was read from, for messages
     * @throws IdentityFileException if that is no registration
     */
    Identity parse(Path file, byte[] content) {
        JsonNode object = tree(file, content);
        return new Identity(
                url(file, text(file, object, "url")),
                object.has("api_key") ? Optional.of(text(file, object, "api_key")) : Optional.empty(),
                mayBeEmpty(file, object, "project"),
                text(file, object, "agent_id"),
                text(file, object, "name"),
                object.has("requested_name") ? text(file, object, "requested_name") : "",
                text(file, object, "session_id"),
                text(file, object, "token"),
                cursor(file, object),
                time(file, text(file, object, "registered_at")));
    }

    private JsonNode tree(Path file, byte[] content) {
        try {
            JsonNode node = json.readTree(content);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Its message may repeat a secret.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        throw new IdentityFileException(file, "it has no JSON object" + AGAIN);
    }

    private static String text(Path file, JsonNode object, String field) {
        String text = mayBeEmpty(file, object, field);
        if (text.isBlank()) {
            throw new IdentityFileException(file, field + " is empty" + AGAIN);
        }
        return text;
    }

    private static String mayBeEmpty(Path file, JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IdentityFileException(file, field + " is missing, or no text" + AGAIN);
        }
        return value.textValue();
    }

    private static long cursor(Path file, JsonNode object) {
        JsonNode value = object.path("cursor");
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IdentityFileException(file, "cursor is missing, or no number from 0 up" + AGAIN);
        }
        return value.longValue();
    }

    private static Instant time(Path file, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IdentityFileException(
                    file, "registered_at is no time like 2026-01-31T12:00:00Z, but '" + text + "'" + AGAIN, e);
        }
    }

    private static Endpoint url(Path file, String text) {
        try {
            return Endpoint.parse("url", text);
        } catch (IllegalArgumentException e) {
            throw new IdentityFileException(file, e.getMessage() + AGAIN, e);
        }
    }
}
