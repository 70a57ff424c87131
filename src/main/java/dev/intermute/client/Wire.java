package dev.intermute.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as the service writes it: snake_case, times in RFC 3339. Fields that this version doesn't know are passed over. */
final class Wire {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private static final Duration LONGEST = Duration.ofDays(365);

    private Wire() {}

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A length of time in whole minutes, never less than it is. */
    static long minutes(Duration length) {
        return sensible(length).plusMinutes(1).minusNanos(1).toMinutes();
    }

    /** The same in seconds. */
    static long seconds(Duration length) {
        return sensible(length).plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** What the service may take for too long, and no computer for too much. */
    private static Duration sensible(Duration length) {
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a length of time must be from 0 to " + LONGEST.toDays() + " days, not " + length);
        }
        return length;
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static JsonNode tree(byte[] json) throws IOException {
        return JSON.readTree(json);
    }

    static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }

    static <T> T read(byte[] json, Class<T> type) throws IOException {
        return read(JSON.readTree(json), type);
    }

    static <T> T read(JsonNode json, Class<T> type) throws IOException {
        if (!json.isObject()) {
            throw new JsonMappingException(null, "no object");
        }
        return JSON.treeToValue(json, type);
    }

    static <T> T convert(JsonNode json, Class<T> type) {
        return JSON.convertValue(json, type);
    }

    /**
     * The elements of an array.
     *
     * @throws IllegalArgumentException if it is none, or one of other things
     */
    static <T> List<T> list(JsonNode array, Class<T> type) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("no list");
        }
        JavaType list = JSON.getTypeFactory().constructCollectionType(List.class, type);
        return whole(JSON.<List<T>>convertValue(array, list));
    }

    /** What the service never leaves out: an answer without it is another's. */
    static <T> T present(String name, T value) {
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value;
    }

    /**
     * A word that a request may say.
     *
     * @throws IllegalArgumentException if it stands for all that this version of the SDK doesn't know
     */
    static <E extends Enum<?>> E known(String name, E word) {
        if (word.name().equals("UNKNOWN")) {
            throw new IllegalArgumentException(name + " UNKNOWN is for reading; leave it as it is, or say another");
        }
        return word;
    }

    private static <T> List<T> whole(List<T> list) {
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a list with a null in it");
        }
        return List.copyOf(list);
    }

    /** What the service left out is an empty text. */
    static String text(String value) {
        return value == null ? "" : value;
    }

    /** What the service left out is an empty list. */
    static <T> List<T> list(List<T> value) {
        return value == null ? List.of() : whole(value);
    }

    /** What the service left out is an empty map. */
    static <V> Map<String, V> map(Map<String, V> value) {
        return value == null ? Map.of() : Map.copyOf(value);
    }
}
