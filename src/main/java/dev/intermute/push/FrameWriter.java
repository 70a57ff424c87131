package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes frames as text, in UTF-8. */
@ApplicationScoped
class FrameWriter {
    private final ObjectMapper json;

    FrameWriter(ObjectMapper json) {
        this.json = json;
    }

    byte[] text(Object frame) {
        try {
            return json.writeValueAsBytes(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
