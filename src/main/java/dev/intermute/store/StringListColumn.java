package dev.intermute.store;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Keeps a list of texts as a JSON array. */
@Converter
public class StringListColumn implements AttributeConverter<List<String>, String> {
    private static final TypeReference<List<String>> TYPE = new TypeReference<>() {};
    private static final String EMPTY = "[]";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(List<String> list) {
        if (list == null || list.isEmpty()) {
            return EMPTY;
        }
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a list of texts that can't be stored", e);
        }
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        if (column == null || column.equals(EMPTY)) {
            return List.of();
        }
        try {
            return List.copyOf(json.readValue(column, TYPE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list that is no JSON array", e);
        }
    }
}
