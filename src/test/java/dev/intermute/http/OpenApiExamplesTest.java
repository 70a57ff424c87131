package dev.intermute.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Description;
import dev.intermute.testing.Description.Exchange;
import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the description, sent to the service that serves it. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OpenApiExamplesTest {
    /** The examples are one story: these come first, in this order, those last, and all others between them. */
    private static final List<String> FIRST = List.of("registerAgent", "sendMessage", "reserve");

    private static final List<String> LAST = List.of(
            "ackMessage",
            "readMessage",
            "renewReservation",
            "releaseReservation",
            "releaseReservations",
            "mergeMetadata",
            "readEvents");

    /** The story of a work record, by what an operation's name begins with: what isn't here comes before. */
    private static final List<String> OF_A_RECORD =
            List.of("claim", "link", "listCujLinks", "assign", "unlink", "replace", "patch", "delete");

    private Description description;

    @BeforeEach
    void read() {
        description = Description.read();
    }

    @Test
    void each_request_that_is_shown_is_answered_as_it_is_shown() {
        String project = Api.freshProject();
        Map<String, String> ids = new HashMap<>();
        SoftAssertions softly = new SoftAssertions();

        for (Exchange exchange : story()) {
            Response answer = send(exchange, project, ids);

            softly.assertThat(answer.statusCode()).as(exchange.toString()).isEqualTo(exchange.status());
            softly.assertThat(description.problems(exchange.operation(), answer))
                    .as(exchange.toString())
                    .isEmpty();
            if (exchange.answer().isObject() && !exchange.operation().id().equals("describe")) {
                JsonNode real = Description.parse(answer.asString());
                ids.putIfAbsent(
                        exchange.answer().path("id").asText(), real.path("id").asText());
                softly.assertThat(real.path("message"))
                        .as(exchange.toString())
                        .isEqualTo(exchange.answer().path("message"));
                softly.assertThat(differences("", exchange.answer(), real))
                        .as(exchange + " answered " + real)
                        .isEmpty();
            }
        }

        softly.assertAll();
    }

    @Test
    void each_example_is_what_its_schema_says() {
        SoftAssertions softly = new SoftAssertions();

        for (Operation operation : description.operations()) {
            for (Exchange exchange : operation.exchanges()) {
                softly.assertThat(problems(exchange)).as(exchange.toString()).isEmpty();
            }
        }

        softly.assertAll();
    }

    @Test
    void each_error_code_has_an_example_of_its_own() {
        JsonNode examples = description.document().at("/components/examples");

        for (ErrorCode code : ErrorCode.values()) {
            JsonNode example = examples.path(code.wire()).path("value");
            JsonNode shape = description.document().at("/components/schemas/Error");

            assertThat(example.path("error").asText()).isEqualTo(code.wire());
            assertThat(example.has("code")).isEqualTo(code.repeatedAsCode());
            assertThat(example.has("retry_after")).isEqualTo(code.passing());
            assertThat(description.problems(shape, example)).as(code.wire()).isEmpty();
        }
    }

    @Test
    void each_operation_shows_a_request_and_an_answer_for_each_success() {
        SoftAssertions softly = new SoftAssertions();

        for (Operation operation : description.operations()) {
            List<Integer> shown =
                    operation.exchanges().stream().map(Exchange::status).toList();
            operation.node().path("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    softly.assertThat(shown).as(operation.toString()).contains(Integer.valueOf(status));
                }
            });
            if (operation.takesBody()) {
                softly.assertThat(operation.exchanges())
                        .as(operation.toString())
                        .anyMatch(exchange -> !exchange.body().isMissingNode());
            }
        }

        softly.assertAll();
    }

    private List<Exchange> story() {
        List<Operation> operations = new ArrayList<>(description.operations());
        operations.sort(Comparator.comparingInt(operation -> turn(operation.id())));
        return operations.stream()
                .flatMap(operation -> operation.exchanges().stream())
                .toList();
    }

    private static int turn(String id) {
        if (FIRST.contains(id)) {
            return FIRST.indexOf(id) - FIRST.size() - 1;
        }
        if (id.startsWith("create")) {
            return -1;
        }
        if (LAST.contains(id)) {
            return 1 + OF_A_RECORD.size() + LAST.indexOf(id);
        }
        return 1
                + OF_A_RECORD.stream()
                        .filter(id::startsWith)
                        .mapToInt(OF_A_RECORD::indexOf)
                        .max()
                        .orElse(-1);
    }

    /** Sends a request as it is shown, but in a project that no other test uses, and with the ids that were really made. */
    private static Response send(Exchange exchange, String project, Map<String, String> ids) {
        ObjectNode parameters = exchange.parameters().deepCopy();
        if (parameters.has("project")) {
            parameters.put("project", project);
        }
        RequestSpecification request = Api.local();
        parameters.properties().forEach(parameter -> {
            if (exchange.operation().path().contains("{" + parameter.getKey() + "}")) {
                String shown = parameter.getValue().asText();
                request.pathParam(parameter.getKey(), ids.getOrDefault(shown, shown));
            } else {
                request.queryParam(parameter.getKey(), texts(parameter.getValue()));
            }
        });
        if (exchange.body().isObject()) {
            ObjectNode body = exchange.body().deepCopy();
            if (body.has("project")) {
                body.put("project", project);
            }
            request.contentType("application/json").body(body.toString());
        }
        return request.request(
                exchange.operation().method(), exchange.operation().path());
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? Description.texts(value) : List.of(value.asText());
    }

    private List<String> problems(Exchange exchange) {
        List<String> problems = new ArrayList<>();
        JsonNode node = exchange.operation().node();
        boolean refused = exchange.status() >= 400;
        if (!refused && !exchange.body().isMissingNode()) {
            problems.addAll(description.problems(exchange.operation().bodySchema(), exchange.body()));
        }
        node.path("parameters").forEach(parameter -> {
            JsonNode value = exchange.parameters().path(parameter.path("name").asText());
            if (!refused && !value.isMissingNode()) {
                problems.addAll(description.problems(parameter.path("schema"), value));
            }
            if (parameter.path("required").asBoolean() && value.isMissingNode()) {
                problems.add(parameter.path("name") + " is missing");
            }
        });
        node.path("responses")
                .path(Integer.toString(exchange.status()))
                .path("content")
                .forEach(type -> problems.addAll(description.problems(type.path("schema"), exchange.answer())));
        return problems;
    }

    /**
     * In what the fields of an answer are others than the example shows: an object has the same fields, and an array an
     * element like each that is shown. Values may differ.
     */
    private static List<String> differences(String path, JsonNode shown, JsonNode real) {
        if (shown.getNodeType() != real.getNodeType()) {
            return List.of(path + " is " + real);
        }
        if (shown.isArray()) {
            return elements(shown)
                    .filter(element -> elements(real)
                            .noneMatch(
                                    other -> differences(path, element, other).isEmpty()))
                    .map(element -> path + " has no element like " + element)
                    .toList();
        }
        return Stream.concat(names(shown), names(real))
                .distinct()
                .flatMap(name -> differences(path + "/" + name, shown.path(name), real.path(name)).stream())
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }
}
