package dev.intermute.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that may be wrong in a manifest.
 *
 * @param object of which: its kind and name, such as {@code Service/intermute}
 * @param path of the field: names between slashes; in a list that of an entry, or its number
 * @param value what stands there then, as JSON; nothing where the field is taken away
 * @param expected a part of what is said of it then
 */
record Fault(String object, String path, String value, String expected) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Fault set(String object, String path, String value, String expected) {
        return new Fault(object, path, value, expected);
    }

    static Fault remove(String object, String path, String expected) {
        return new Fault(object, path, null, expected);
    }

    /** A copy that has this fault. */
    List<JsonNode> in(List<JsonNode> trees) {
        List<JsonNode> copy = trees.stream().map(JsonNode::<JsonNode>deepCopy).toList();
        JsonNode at = copy.stream()
                .filter(tree -> object.equals(tree.path("kind").asText() + "/"
                        + tree.at("/metadata/name").asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + object));
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            at = child(at, names[i]);
        }
        change(at, names[names.length - 1]);
        return copy;
    }

    private JsonNode child(JsonNode parent, String name) {
        JsonNode child = parent.isArray() ? entry((ArrayNode) parent, name) : parent.get(name);
        return Objects.requireNonNull(child, () -> "there is no " + name + " of " + path);
    }

    private static JsonNode entry(ArrayNode list, String name) {
        if (name.matches("\\d+")) {
            return list.get(Integer.parseInt(name));
        }
        for (JsonNode candidate : list) {
            String called =
                    candidate.path("name").asText(candidate.at("/metadata/name").asText());
            if (called.equals(name)) {
                return candidate;
            }
        }
        return null;
    }

    private void change(JsonNode parent, String name) {
        try {
            if (parent instanceof ArrayNode list) {
                list.add(JSON.readTree(value));
            } else if (value != null) {
                ((ObjectNode) parent).setAll(Map.of(name, JSON.readTree(value)));
            } else {
                Objects.requireNonNull(((ObjectNode) parent).remove(name), () -> "there is no " + path);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value, e);
        }
    }

    @Override
    public String toString() {
        return object + " " + path + (value == null ? " is gone" : " = " + value);
    }
}
