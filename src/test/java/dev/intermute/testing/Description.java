package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.response.Response;

/** The API description, as a running service serves it. */
public final class Description {
    /** Reads and writes the JSON of tests. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonNode closed;

    private Description(JsonNode document) {
        this.document = document;
        this.closed = close(document.path("components"));
    }

    /** Asks the service for it. */
    public static Description read() {
        Response answer = Api.local().queryParam("format", "json").get("/q/openapi");
        return new Description(parse(answer.asString()));
    }

    /** The whole of it. */
    public JsonNode document() {
        return document;
    }

    /** Every operation, in the order of the document. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** The same node, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /**
     * What is wrong with a value: a field that isn't described, one that is missing, one of another type or out of its
     * bounds.
     */
    public List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", closed);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(root, STRICT)
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** What is wrong with an answer to an operation: its status, its content type, a header or a field. */
    public List<String> problems(Operation operation, Response answer) {
        JsonNode described = resolved(operation.node().path("responses").path(Integer.toString(answer.statusCode())));
        if (described.isMissingNode()) {
            return List.of("status " + answer.statusCode() + " isn't described: " + answer.asString());
        }
        return problems(described, answer);
    }

    /** What is wrong with an answer by what is described for its status. */
    public List<String> problems(JsonNode described, Response answer) {
        List<String> problems = new ArrayList<>();
        described.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean() && answer.header(header.getKey()) == null) {
                problems.add("header " + header.getKey() + " is missing");
            }
        });
        if (!described.has("content") && answer.asString().isEmpty()) {
            return problems;
        }
        Optional<JsonNode> content = content(described, answer.contentType());
        if (content.isEmpty()) {
            problems.add("content type " + answer.contentType() + " isn't described");
        } else if (answer.contentType().startsWith("application/json")) {
            problems.addAll(problems(content.get().path("schema"), parse(answer.asString())));
        }
        return problems;
    }

    private static Optional<JsonNode> content(JsonNode described, String contentType) {
        return described.path("content").properties().stream()
                .filter(type -> contentType != null && contentType.startsWith(type.getKey()))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }

    /** The codes that are described for a status of an operation. */
    public List<String> codes(JsonNode response) {
        JsonNode error = resolved(response).at("/content/application~1json/schema/allOf/1/properties/error/enum");
        return texts(error);
    }

    /** The texts of an array. */
    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** JSON from its text. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /**
     * The same schemas with no room for fields that aren't described. The description itself leaves that room: clients
     * must bear fields that come later.
     */
    private static JsonNode close(JsonNode components) {
        JsonNode copy = components.deepCopy();
        Stream<JsonNode> schemas = StreamSupport.stream(copy.path("schemas").spliterator(), false);
        schemas.forEach(Description::closeEach);
        return copy;
    }

    private static void closeEach(JsonNode schema) {
        if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("unevaluatedProperties", false);
        }
        schema.forEach(Description::closeEach);
    }

    /**
     * One operation.
     *
     * @param method in capitals
     */
    public record Operation(String method, String path, JsonNode node) {
        /** Its name in the description. */
        public String id() {
            return node.path("operationId").asText();
        }

        /** Whether it takes a body. */
        public boolean takesBody() {
            return node.has("requestBody");
        }

        /** The schema of its body. */
        public JsonNode bodySchema() {
            return node.at("/requestBody/content/application~1json/schema");
        }

        /** Every exchange that the description shows of it. */
        public List<Exchange> exchanges() {
            TreeSet<String> names = new TreeSet<>();
            List<Exchange> exchanges = new ArrayList<>();
            node.path("responses")
                    .properties()
                    .forEach(response -> response.getValue()
                            .at("/content")
                            .forEach(type -> type.path("examples").properties().forEach(example -> {
                                if (!example.getValue().has("$ref") && names.add(example.getKey())) {
                                    exchanges.add(exchange(
                                            example.getKey(),
                                            Integer.parseInt(response.getKey()),
                                            example.getValue().path("value")));
                                }
                            })));
            if (node.at("/responses/204").isObject()) {
                requests()
                        .filter(names::add)
                        .forEach(name -> exchanges.add(exchange(name, 204, MissingNode.getInstance())));
            }
            return exchanges;
        }

        /** The names of the requests that are shown; one whose answer is shown nowhere has an answer without content. */
        private Stream<String> requests() {
            return Stream.concat(
                            StreamSupport.stream(node.path("parameters").spliterator(), false),
                            Stream.of(node.at("/requestBody/content/application~1json")))
                    .flatMap(shown -> shown.path("examples").properties().stream())
                    .map(java.util.Map.Entry::getKey)
                    .distinct();
        }

        private Exchange exchange(String name, int status, JsonNode answer) {
            ObjectNode parameters = JSON.createObjectNode();
            node.path("parameters").forEach(parameter -> {
                JsonNode example = parameter.path("examples").path(name);
                if (!example.isMissingNode()) {
                    parameters.set(parameter.path("name").asText(), example.path("value"));
                }
            });
            JsonNode body = node.at("/requestBody/content/application~1json/examples")
                    .path(name)
                    .path("value");
            return new Exchange(this, name, parameters, body, status, answer);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /**
     * An example: a request and its answer.
     *
     * @param body a missing node where there is none
     */
    public record Exchange(
            Operation operation, String name, ObjectNode parameters, JsonNode body, int status, JsonNode answer) {
        @Override
        public String toString() {
            return operation + ", example " + name;
        }
    }
}
