package dev.intermute.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads bodies whose type their route's signature doesn't tell, by the same rules as those that it does. What nobody asks for
 * is skipped, not kept: as a tree it would take a hundred times the memory of the body.
 */
@ApplicationScoped
public class JsonBody {
    private final ObjectMapper json;
    private final JsonErrors errors = new JsonErrors();

    JsonBody(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A body as this type, which must be registered for reflection.
     *
     * @param view what is read of it: fields that are marked with another view aren't looked at, like unknown ones
     * @throws ApiException {@code invalid_json} if it isn't one JSON object, {@code invalid_request} with the field that isn't
     *     what it should be
     */
    public <T> T read(byte[] body, Class<T> type, Class<?> view) {
        T value = parsed(() -> json.readerFor(type).withView(view).<T>readValue(stream(body)));
        if (value == null) {
            throw new ApiException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8.");
        }
        return value;
    }

    /** The names of the fields of a body that has been read. */
    public Set<String> names(byte[] body) {
        return parsed(() -> {
            Set<String> names = new HashSet<>();
            try (JsonParser parser = json.createParser(stream(body))) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            return names;
        });
    }

    /** The mapper takes bytes for our own, and looks at the encoding of streams alone: see {@link Utf8Only}. */
    private static InputStream stream(byte[] body) {
        return new ByteArrayInputStream(body);
    }

    private <T> T parsed(Parsing<T> parsing) {
        try {
            return parsing.run();
        } catch (JsonProcessingException e) {
            throw errors.explain(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What may fail because of a body. */
    @FunctionalInterface
    private interface Parsing<T> {
        T run() throws IOException;
    }
}
