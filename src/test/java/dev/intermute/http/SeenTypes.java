package dev.intermute.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Entity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.restassured.response.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.event.Frame;
import dev.intermute.message.MessageView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads what the service has written, which may run in another process, and writes it again here, on the JVM, with the
 * service's own settings. Remembers of each type which components had a value.
 */
final class SeenTypes {
    private final ObjectMapper json = mapper();
    private final Set<String> seen = new HashSet<>();

    /** The mapper of the service, with what it needs to read what the service only writes. */
    private static ObjectMapper mapper() {
        // A blank text counts as absent in a request; in an answer it is one.
        SimpleModule reading = new SimpleModule("reading")
                .addDeserializer(String.class, new JsonText.Verbatim())
                .addDeserializer(ErrorBody.class, new ErrorReader());
        return new JsonMapper()
                .mapper(List.of(new JsonSettings(), ObjectMapper::findAndRegisterModules))
                .registerModule(reading)
                .setAnnotationIntrospector(new EverythingIsRead())
                .addMixIn(Frame.class, FrameReading.class);
    }

    /** What is written of a value here as text, as it is for sockets and for the log. */
    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What is written of a value here as bytes, as it is for HTTP: a character beyond 16 bits is escaped then. */
    private String bytes(Object value) {
        try {
            return new String(json.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Checks that the body of an answer is, character for character, what is written of the same value here. */
    <T> T see(Class<T> type, Response answer) {
        return see(type, new String(answer.asByteArray(), StandardCharsets.UTF_8), this::bytes);
    }

    /** Checks the same of a text that came through a socket. */
    <T> T see(Class<T> type, String text) {
        return see(type, text, this::text);
    }

    private <T> T see(Class<T> type, String text, Function<Object, String> writer) {
        try {
            T value = json.readValue(text, type);
            assertThat(text)
                    .as("a %s that the service wrote, beside what the JVM writes", type.getSimpleName())
                    .isEqualTo(writer.apply(value));
            note(value);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Notes the components of a value that say something, and those of what it holds. */
    void note(Object value) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(this::note);
        } else if (value instanceof Enum<?> constant) {
            seen.add(name(constant.getDeclaringClass()));
        } else if (value != null) {
            parts(value.getClass()).forEach(part -> {
                Object held = part.of(value);
                if (saysSomething(held)) {
                    seen.add(part.name());
                    note(held);
                }
            });
        }
    }

    /** What a type of the wire consists of: the components of a record, the described fields of a stored class. */
    private static Stream<Part> parts(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component ->
                            new Part(name(type) + "." + component.getName(), value -> held(value, component)));
        }
        return type.isAnnotationPresent(Entity.class)
                ? Stream.<Class<?>>iterate(type, above -> above != Object.class, Class::getSuperclass)
                        .flatMap(above -> Arrays.stream(above.getDeclaredFields()))
                        .filter(field -> field.isAnnotationPresent(Schema.class))
                        .map(field -> new Part(name(type) + "." + field.getName(), value -> held(value, field)))
                : Stream.empty();
    }

    private record Part(String name, Function<Object, Object> getter) {
        Object of(Object value) {
            return getter.apply(value);
        }
    }

    /** What has not been seen of these types: components of records, and whole enums. */
    Set<String> missing(Collection<Class<?>> types) {
        Set<String> missing = types.stream()
                .flatMap(type ->
                        type.isEnum() ? Stream.of(name(type)) : parts(type).map(Part::name))
                .collect(Collectors.toSet());
        missing.removeAll(seen);
        return missing;
    }

    private static boolean saysSomething(Object value) {
        return value != null
                && !"".equals(value)
                && !(value instanceof Collection<?> elements && elements.isEmpty())
                && !(value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static Object held(Object value, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object held(Object value, Field field) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1);
    }

    /** Reads what the service only writes, such as the time at which a record was made. */
    private static final class EverythingIsRead extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonProperty.Access findPropertyAccess(Annotated annotated) {
            return null;
        }
    }

    /** How a frame is read, whose message can be anything and whose data is text that is JSON already. */
    private abstract static class FrameReading {
        @JsonDeserialize(as = MessageView.class)
        Object message;

        @JsonDeserialize(using = RawText.class)
        String data;
    }

    /** Reads an error: what it has beside its code and its sentence are details. */
    private static final class ErrorReader extends StdDeserializer<ErrorBody> {
        private static final long serialVersionUID = 1L;

        ErrorReader() {
            super(ErrorBody.class);
        }

        @Override
        public ErrorBody deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<String, Object> fields = context.readValue(
                    parser, context.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
            return new ErrorBody((String) fields.remove("error"), (String) fields.remove("message"), fields);
        }
    }

    /** Takes a value as its text. */
    private static final class RawText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        RawText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return context.readTree(parser).toString();
        }
    }
}
