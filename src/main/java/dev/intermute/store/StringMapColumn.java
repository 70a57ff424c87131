package dev.intermute.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Keeps a map of texts as a JSON object, its keys in order. */
@Converter
public class StringMapColumn implements AttributeConverter<Map<String, String>, String> {
    private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};

    /** Reads what it has written, however long a key is: the limits are those of the request that brought it. */
    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    @Override
    public String convertToDatabaseColumn(Map<String, String> map) {
        try {
            return json.writeValueAsString(map == null ? Map.of() : new TreeMap<>(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a map of texts that can't be stored", e);
        }
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String column) {
        try {
            return column == null ? Map.of() : Collections.unmodifiableMap(json.readValue(column, TYPE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map that is no JSON object", e);
        }
    }
}
