package dev.intermute.http;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Reads a whole number. One beyond 64 bits is the largest or the smallest within: so it is out of a field's bounds as any
 * other large one is, and gets that field's answer.
 */
final class JsonNumber extends StdScalarDeserializer<Long> {
    private static final long serialVersionUID = 1L;

    JsonNumber() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            throw MismatchedInputException.from(parser, Long.class, "not a whole number");
        }
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            return parser.getText().startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return parser.getLongValue();
    }
}
