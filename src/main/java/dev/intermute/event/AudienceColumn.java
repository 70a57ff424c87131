package dev.intermute.event;

import java.util.List;
import java.util.Set;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import dev.intermute.store.StringListColumn;

/** Keeps who alone was to see an event as a JSON array, and nothing where everyone may. */
@Converter
class AudienceColumn implements AttributeConverter<Set<String>, String> {
    private final StringListColumn texts = new StringListColumn();

    @Override
    public String convertToDatabaseColumn(Set<String> audience) {
        return audience == null || audience.isEmpty() ? null : texts.convertToDatabaseColumn(List.copyOf(audience));
    }

    @Override
    public Set<String> convertToEntityAttribute(String column) {
        return Set.copyOf(texts.convertToEntityAttribute(column));
    }
}
