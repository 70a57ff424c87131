package dev.intermute.event;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes what an event tells beyond that it happened, as the log keeps it. */
@ApplicationScoped
public class EventData {
    private final ObjectMapper json;

    EventData(ObjectMapper json) {
        this.json = json;
    }

    /** The JSON object of something that is registered for reflection, for {@link NewEvent#data()}. */
    public String of(Object told) {
        try {
            return json.writeValueAsString(told);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
