package dev.intermute.event;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import dev.intermute.store.StringListColumn;

/** Keeps who alone may see an event as a JSON array, and nothing where everyone may. */
@Converter
class AudienceColumn implements AttributeConverter<List<String>, String> {
    private final StringListColumn texts = new StringListColumn();

    @Override
    public String convertToDatabaseColumn(List<String> audience) {
        return audience == null || audience.isEmpty() ? null : texts.convertToDatabaseColumn(audience);
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        return texts.convertToEntityAttribute(column);
    }
}
