package dev.intermute.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.Description;
import dev.intermute.testing.Description.Exchange;
import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.TestServer;

/** The bounds that the description sets are the service's own: what keeps them is taken, what breaks them is not. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OpenApiLimitsTest {
    private final String project = Api.freshProject();
    /** Fields of which a request has one, by operation: the first is shown. */
    private static final Map<String, List<List<String>>> EITHER =
            Map.of("reserve", List.of(List.of("agent_id", "agent"), List.of("path_pattern", "path", "glob_patterns")));

    private final SoftAssertions softly = new SoftAssertions();
    private final Map<String, Exchange> shown = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Description description;

    @BeforeEach
    void begin() {
        description = Description.read();
        Api.register(project, "ada");
        Api.register(project, "bob");
        Api.json(Map.of("project", project, "id", "m1", "from", "ada", "to", List.of("bob")))
                .post("/api/messages")
                .then()
                .statusCode(200);
    }

    @Test
    void fields_are_bounded_as_they_are_described() {
        for (Operation operation : tried()) {
            if (operation.takesBody()) {
                JsonNode schema = description.resolved(operation.bodySchema());
                schema.path("properties")
                        .properties()
                        .forEach(field -> check(operation, field.getKey(), field.getValue()));
                schema.path("required").forEach(field -> refused(operation, field.asText(), null));
            }
        }
        softly.assertAll();
    }

    @Test
    void parameters_are_bounded_as_they_are_described() {
        for (Operation operation : tried()) {
            if (operation.path().startsWith("/api/")) {
                operation
                        .node()
                        .path("parameters")
                        .forEach(parameter -> check(operation, description.resolved(parameter)));
            }
        }
        softly.assertAll();
    }

    private List<Operation> tried() {
        return description.operations().stream().filter(this::isTried).toList();
    }

    boolean isTried(Operation operation) {
        return true;
    }

    private void check(Operation operation, String field, JsonNode schema) {
        if (schema.has("maxLength")) {
            int most = schema.path("maxLength").asInt();
            taken(operation, field, Description.JSON.valueToTree(text(most)));
            refused(operation, field, Description.JSON.valueToTree(text(most + 1)));
        }
        if (schema.has("maxItems")) {
            int most = schema.path("maxItems").asInt();
            taken(operation, field, names(most));
            refused(operation, field, names(most + 1));
        }
        if (schema.has("minItems")) {
            refused(operation, field, names(schema.path("minItems").asInt() - 1));
        }
        if (schema.has("enum")) {
            schema.path("enum").forEach(value -> taken(operation, field, value));
            refused(operation, field, Description.JSON.valueToTree("no-such-value"));
        }
        if (Description.texts(schema.path("type")).contains("null")) {
            taken(operation, field, Description.JSON.nullNode());
        }
        boolean number = Stream.of("integer", "number").anyMatch(type -> isOfType(schema, type));
        refused(operation, field, Description.JSON.valueToTree(number ? "seven" : 7));
    }

    private static boolean isOfType(JsonNode schema, String type) {
        return schema.path("type").asText().equals(type)
                || Description.texts(schema.path("type")).contains(type);
    }

    private void check(Operation operation, JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        if (schema.has("maxLength")) {
            long most = schema.path("maxLength").asLong();
            refused(operation, parameter, text((int) most + 1));
            taken(operation, parameter, text((int) most));
        }
        if (schema.has("minimum")) {
            refused(operation, parameter, Long.toString(schema.path("minimum").asLong() - 1));
            taken(operation, parameter, schema.path("minimum").asText());
            refused(operation, parameter, "many");
        }
        if (schema.has("maximum")) {
            taken(operation, parameter, schema.path("maximum").asText());
        }
        if (schema.has("maximum") && !isCut(parameter)) {
            refused(operation, parameter, Long.toString(schema.path("maximum").asLong() + 1));
        }
        if (schema.path("type").asText().equals("boolean")) {
            taken(operation, parameter, "true");
            taken(operation, parameter, "false");
            refused(operation, parameter, "perhaps");
        }
    }

    private static boolean isCut(JsonNode parameter) {
        return parameter.path("name").asText().equals("limit");
    }

    private void taken(Operation operation, String field, JsonNode value) {
        Answer answer = send(operation, field, value);
        softly.assertThat(answer.status())
                .as(operation + " " + field + " " + cut(value))
                .isNotEqualTo(400);
    }

    private void refused(Operation operation, String field, JsonNode value) {
        Answer answer = send(operation, field, value);
        softly.assertThat(answer.status())
                .as(operation + " " + field + " " + cut(value))
                .isEqualTo(400);
        softly.assertThat(answer.field()).as(operation + " " + field).isEqualTo(field);
    }

    private void taken(Operation operation, JsonNode parameter, String value) {
        Answer answer = send(operation, parameter, value);
        softly.assertThat(answer.status())
                .as(operation + " " + parameter + value)
                .isNotEqualTo(400);
    }

    private void refused(Operation operation, JsonNode parameter, String value) {
        Answer answer = send(operation, parameter, value);
        String name = parameter.path("name").asText();
        softly.assertThat(answer.status()).as(operation + " " + name).isEqualTo(400);
        softly.assertThat(answer.field()).as(operation + " " + name).isEqualTo(name);
    }

    /** Sends what is shown, but for one field; {@code null} leaves it out. */
    private Answer send(Operation operation, String field, JsonNode value) {
        ObjectNode body = body(operation);
        EITHER.getOrDefault(operation.id(), List.of()).stream()
                .filter(names -> !names.contains(field) || value == null || value.isNull())
                .forEach(names -> show(body, operation, other(names, field), names.get(0)));
        if (value == null) {
            body.remove(field);
        } else {
            body.set(field, value);
        }
        HttpRequest.Builder request =
                request(operation, field.equals("project") ? Map.of() : Map.of("project", project));
        return answer(request.method(operation.method(), BodyPublishers.ofString(body.toString())));
    }

    /** Sends what is shown, but for one parameter. */
    private Answer send(Operation operation, JsonNode parameter, String value) {
        Map<String, String> changes = new HashMap<>(Map.of("project", project));
        changes.put(parameter.path("name").asText(), value);
        HttpRequest.Builder request = request(operation, changes).method(operation.method(), BodyPublishers.noBody());
        if (operation.takesBody()) {
            ObjectNode body = body(operation);
            EITHER.getOrDefault(operation.id(), List.of())
                    .forEach(names -> show(body, operation, names.get(0), names.get(0)));
            request.method(operation.method(), BodyPublishers.ofString(body.toString()));
        }
        if (parameter.path("in").asText().equals("header")) {
            request.header(parameter.path("name").asText(), value);
        }
        return answer(request);
    }

    private HttpRequest.Builder request(Operation operation, Map<String, String> changes) {
        ObjectNode parameters = shown(operation).parameters().deepCopy();
        parameters.remove("project");
        changes.forEach(parameters::put);
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.node().path("parameters")) {
            JsonNode parameter = description.resolved(reference);
            String name = parameter.path("name").asText();
            JsonNode value = parameters.path(name);
            if (!value.isMissingNode() && parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", Client.encode(value.asText()));
            } else if (!value.isMissingNode() && parameter.path("in").asText().equals("query")) {
                List<String> texts = value.isArray() ? Description.texts(value) : List.of(value.asText());
                texts.forEach(text -> query.add(name + "=" + Client.encode(text)));
            }
        }
        URI uri = URI.create("http://localhost:" + RestAssured.port + path + "?" + String.join("&", query));
        return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    }

    /** By Java's own client: half of the time of so many requests would be REST Assured's. */
    private Answer answer(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            int status = response.statusCode();
            String field = status < 400
                    ? null
                    : Description.JSON.readTree(response.body()).path("field").textValue();
            return new Answer(status, field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first exchange that is shown of an operation and went well. */
    private Exchange shown(Operation operation) {
        return shown.computeIfAbsent(
                operation.toString(),
                any -> operation.exchanges().stream()
                        .filter(exchange -> exchange.status() < 300)
                        .findFirst()
                        .orElseThrow());
    }

    /**
     * What came back.
     *
     * @param field which an error says was wrong; absent elsewhere
     */
    private record Answer(int status, String field) {}

    private static String other(List<String> names, String field) {
        return names.stream().filter(name -> !name.equals(field)).findFirst().orElseThrow();
    }

    /** Gives a field what is shown for another name of it. */
    private void show(ObjectNode body, Operation operation, String field, String shownAs) {
        body.set(field, shown(operation).body().path(shownAs));
    }

    /** The fields that must be there, as they are shown; a version, too, which only a header may say instead. */
    private ObjectNode body(Operation operation) {
        ObjectNode body = Description.JSON.createObjectNode();
        JsonNode version = shown(operation).body().path("version");
        if (version.isNumber()) {
            body.set("version", version);
        }
        description
                .resolved(operation.bodySchema())
                .path("required")
                .forEach(field ->
                        body.set(field.asText(), shown(operation).body().path(field.asText())));
        return body;
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    private static JsonNode names(int count) {
        ArrayNode names = Description.JSON.createArrayNode();
        IntStream.range(0, count).forEach(i -> names.add("name-" + i));
        return names;
    }

    private static String cut(JsonNode value) {
        String text = String.valueOf(value);
        return text.substring(0, Math.min(text.length(), 40));
    }
}
