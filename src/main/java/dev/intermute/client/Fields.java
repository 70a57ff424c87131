package dev.intermute.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a request says: named values, in the order in which they were first said, each once. Immutable, so that what is built of
 * it may be shared and built upon.
 */
final class Fields {
    private final Map<String, Object> values;

    private Fields(Map<String, Object> values) {
        this.values = values;
    }

    static Fields none() {
        return new Fields(Map.of());
    }

    static Fields of(String name, Object value) {
        return none().with(name, value);
    }

    /** The same with one more, or with another value for it; {@code null} is the JSON null, which takes a value away. */
    Fields with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Fields(more);
    }

    /** Whether there is more for it than nothing or a blank text, which the service takes for absent. */
    boolean says(String name) {
        Object value = values.get(name);
        return value instanceof String text ? !text.isBlank() : value != null;
    }

    @JsonValue
    Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fields fields && values.equals(fields.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
