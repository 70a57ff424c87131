package dev.intermute.push;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.event.EventType;
import dev.intermute.event.EventTypes;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorBody;
import dev.intermute.http.ErrorCode;

/** What a client may send through its socket. Whatever it is, the socket stays open. */
@ApplicationScoped
class ClientFrames {
    private static final String KNOWN = "subscribe, unsubscribe and ping";
    private static final byte[] PONG = "{\"type\":\"pong\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_TYPES = 100;

    private final ObjectMapper json;
    private final FrameWriter writer;
    private final EventTypes eventTypes;

    ClientFrames(ObjectMapper json, FrameWriter writer, EventTypes eventTypes) {
        this.json = json;
        this.writer = writer;
        this.eventTypes = eventTypes;
    }

    void handle(Subscriber subscriber, String text) {
        try {
            handle(subscriber, parse(text));
        } catch (ApiException e) {
            refuse(subscriber, e);
        }
    }

    void handleBinary(Subscriber subscriber) {
        refuse(
                subscriber,
                new ApiException(ErrorCode.INVALID_REQUEST, "Send JSON in text frames; binary frames mean nothing."));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    ErrorCode.INVALID_JSON, "A frame must be one JSON object, such as {\"type\":\"ping\"}.");
        }
    }

    private void handle(Subscriber subscriber, JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "ping" -> subscriber.answer(PONG);
            case "subscribe" -> refilter(subscriber, frame, Filter::subscribe);
            case "unsubscribe" -> refilter(subscriber, frame, Filter::unsubscribe);
            default ->
                throw ApiException.invalid("type", "A frame must be an object with a type out of " + KNOWN + ".");
        }
    }

    private void refilter(Subscriber subscriber, JsonNode frame, BiConsumer<Filter, Set<EventType>> change) {
        Set<EventType> types = types(frame);
        subscriber.refilter(filter -> change.accept(filter, types));
        subscriber.takeNext();
    }

    private Set<EventType> types(JsonNode frame) {
        JsonNode words = frame.path("event_types");
        if (!words.isArray() || words.isEmpty() || words.size() > MAX_TYPES) {
            throw ApiException.invalid(
                    "event_types",
                    "Field event_types must be an array of 1 to " + MAX_TYPES + " types, such as message.*.");
        }
        Set<EventType> types = new HashSet<>();
        for (JsonNode word : words) {
            Set<EventType> named = eventTypes.named(word.asText());
            if (!word.isTextual() || named.isEmpty()) {
                throw ApiException.invalid(
                        "event_types", "There is no such event type; there are " + eventTypes.names() + ".");
            }
            types.addAll(named);
        }
        return types;
    }

    private void refuse(Subscriber subscriber, ApiException e) {
        ErrorBody body = ErrorBody.of(e);
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", "error");
        frame.put("error", body.error());
        frame.put("message", body.message());
        frame.putAll(body.details());
        subscriber.answer(writer.text(frame));
    }
}
