package dev.intermute.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;

/**
 * Refuses a body that isn't JSON in UTF-8. The parser would recognise UTF-16 and UTF-32, and read bytes that are no text
 * as U+FFFD. A zero byte is the mark of the former: they have one in each of JSON's own characters, and JSON in UTF-8
 * has none.
 */
final class Utf8Only extends InputDecorator {
    private static final long serialVersionUID = 1L;

    /** A body is in memory already, and {@link BodyReader} bounds it. */
    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        check(bytes);
        return new ByteArrayInputStream(bytes);
    }

    /** Bytes that aren't a body are our own. */
    @Override
    public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) {
        return null;
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    private static void check(byte[] bytes) throws JsonParseException {
        for (byte b : bytes) {
            if (b == 0) {
                throw new JsonParseException(null, "a zero byte");
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new JsonParseException(null, "bytes that are no UTF-8", e);
        }
    }
}
