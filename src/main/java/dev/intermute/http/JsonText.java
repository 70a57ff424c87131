package dev.intermute.http;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Reads a JSON string as a named field's text: only a string will do, unfit text is refused, and a blank text or
 * the zero time counts as absent, for older clients send their zero values.
 */
public class JsonText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    JsonText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = read(parser, context);
        return Text.isAbsent(text) ? null : text;
    }

    static String read(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw MismatchedInputException.from(parser, String.class, "not a string");
        }
        return checked(parser, parser.getText());
    }

    private static String checked(JsonParser parser, String text) throws JsonMappingException {
        String flaw = Text.flaw(text).orElse(null);
        if (flaw != null) {
            throw new Unreadable(parser, flaw);
        }
        return text;
    }

    /** Reads a value as it stands, blank or not: what is inside {@code metadata} is the client's own. */
    public static final class Verbatim extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        /** For Jackson. */
        public Verbatim() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(parser, context);
        }
    }

    /** Reads a key of a free map, refusing unfit text. */
    public static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return checked(context.getParser(), key);
        }
    }

    /** Text that can't be stored, though it is JSON. */
    static final class Unreadable extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        Unreadable(JsonParser parser, String flaw) {
            super(parser, flaw);
        }
    }
}
