package dev.intermute.deploy.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads an object of a manifest field by field. Whatever it has and nobody has said what to do with is an error: a start that
 * leaves something of its manifest aside shows nothing.
 */
final class Fields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Consumer<JsonNode>> known = new HashMap<>();

    /** Says what a field means. */
    Fields on(String name, Consumer<JsonNode> meaning) {
        known.put(name, meaning);
        return this;
    }

    /** Fields that mean nothing to a process. */
    Fields ignoring(String... names) {
        for (String name : names) {
            known.put(name, value -> {});
        }
        return this;
    }

    /** Fields that the caller reads itself, as they need each other. */
    Fields taken(String... names) {
        return ignoring(names);
    }

    /** Goes through an object. */
    void read(String what, JsonNode object) {
        if (!object.isObject()) {
            throw new AssertionError(what + " isn't made of fields: " + object);
        }
        object.properties().forEach(field -> {
            Consumer<JsonNode> meaning = known.get(field.getKey());
            if (meaning == null) {
                throw new AssertionError(what + " has a field that isn't known here: " + field);
            }
            meaning.accept(field.getValue());
        });
    }

    /** All documents of a YAML file. */
    static List<JsonNode> yaml(String text) {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        if (!list.isArray()) {
            throw new AssertionError("not a list: " + list);
        }
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The objects of a list, by one of their fields. */
    static Map<String, JsonNode> by(String field, JsonNode list) {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        list.forEach(object -> objects.put(object.path(field).asText(), object));
        return objects;
    }

    /** A time in seconds. */
    static Duration seconds(JsonNode number) {
        return Duration.ofSeconds(number.asLong());
    }
}
