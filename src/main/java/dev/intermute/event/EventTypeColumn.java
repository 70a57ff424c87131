package dev.intermute.event;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a type under the name that clients know. */
@Converter(autoApply = true)
public class EventTypeColumn implements AttributeConverter<EventType, String> {
    @Override
    public String convertToDatabaseColumn(EventType type) {
        return type == null ? null : type.wire();
    }

    @Override
    public EventType convertToEntityAttribute(String wire) {
        return wire == null
                ? null
                : EventType.of(wire).orElseThrow(() -> new IllegalStateException("unknown event type " + wire));
    }
}
