package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes frames as text. */
@ApplicationScoped
class FrameWriter {
    private final ObjectMapper json;

    FrameWriter(ObjectMapper json) {
        this.json = json;
    }

    String text(Object frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
