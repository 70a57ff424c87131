package dev.intermute.message;

import java.util.Locale;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a recipient was named. */
public enum Kind {
    TO,
    CC,
    BCC;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As clients see it. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Keeps it as clients see it. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<Kind, String> {
        @Override
        public String convertToDatabaseColumn(Kind kind) {
            return kind == null ? null : kind.wire();
        }

        @Override
        public Kind convertToEntityAttribute(String wire) {
            return wire == null ? null : valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
