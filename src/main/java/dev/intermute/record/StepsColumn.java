package dev.intermute.record;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.record.Cuj.Step;

/** Keeps steps as a JSON array. */
@Converter
class StepsColumn implements AttributeConverter<List<Step>, String> {
    private static final TypeReference<List<Step>> TYPE = new TypeReference<>() {};

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(List<Step> steps) {
        try {
            return json.writeValueAsString(steps == null ? List.of() : steps);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("steps that can't be stored", e);
        }
    }

    @Override
    public List<Step> convertToEntityAttribute(String column) {
        try {
            return column == null ? List.of() : List.copyOf(json.readValue(column, TYPE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored steps that are no JSON array", e);
        }
    }
}
