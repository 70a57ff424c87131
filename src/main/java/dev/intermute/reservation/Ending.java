package dev.intermute.reservation;

import java.util.Arrays;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a reservation is over. */
@Schema(name = "Ending", description = "Why a reservation is over.")
public enum Ending {
    /** Its owner gave it up. */
    RELEASED("released"),
    /** Its time was up. */
    TTL("ttl"),
    /** Its agent fell silent. */
    HEARTBEAT("heartbeat");

    private final String wire;

    Ending(String wire) {
        this.wire = wire;
    }

    /** As clients see it, and as it is stored. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** How it is stored. */
    @Converter
    static class Column implements AttributeConverter<Ending, String> {
        @Override
        public String convertToDatabaseColumn(Ending ending) {
            return ending == null ? null : ending.wire;
        }

        @Override
        public Ending convertToEntityAttribute(String column) {
            return column == null
                    ? null
                    : Arrays.stream(values())
                            .filter(ending -> ending.wire.equals(column))
                            .findFirst()
                            .orElseThrow();
        }
    }
}
