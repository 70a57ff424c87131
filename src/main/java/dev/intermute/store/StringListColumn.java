package dev.intermute.store;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Keeps a list of texts as a JSON array. */
@Converter
public class StringListColumn implements AttributeConverter<List<String>, String> {
    private static final TypeReference<List<String>> TYPE = new TypeReference<>() {};
    private static final String EMPTY = "[]";

    private final ObjectWriter writer = new ObjectMapper().writer();
    private final ObjectReader reader = new ObjectMapper().readerFor(TYPE);

    @Override
    public String convertToDatabaseColumn(List<String> list) {
        if (list == null || list.isEmpty()) {
            return EMPTY;
        }
        try {
            return writer.writeValueAsString(list);
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
            return List.copyOf(reader.<List<String>>readValue(column));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list that is no JSON array", e);
        }
    }
}
