package dev.intermute.event;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Reads what older clients look for beside an event's data, not in it. */
final class DataField {
    private static final JsonFactory JSON = new JsonFactory();

    private DataField() {}

    /** The text of a field of a JSON object, {@code null} if it has none. */
    static String read(String object, String field) {
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (found) {
                    return value == JsonToken.VALUE_STRING ? parser.getText() : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("data of an event that is no JSON object", e);
        }
    }
}
