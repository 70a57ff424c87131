package dev.intermute.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

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
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a bad request is answered with is described, and what is described happens. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OpenApiErrorsTest {
    /** What no request can bring about by itself. */
    private static final Set<String> OF_THE_SERVICE =
            Set.of("internal_error", "overloaded", "storage_unavailable", "cursor_expired");

    private static final Map<String, String> HANDSHAKE = Map.of(
            "Connection",
            "Upgrade",
            "Upgrade",
            "websocket",
            "Sec-WebSocket-Version",
            "13",
            "Sec-WebSocket-Key",
            "AAAAAAAAAAAAAAAAAAAAAA==");

    private final String project = Api.freshProject();
    private final SoftAssertions softly = new SoftAssertions();
    private final Map<String, Set<String>> seen = new HashMap<>();

    private Description description;
    private Api.Registered ada;

    @BeforeEach
    void begin() {
        description = Description.read();
        ada = Api.register(project, "ada");
        Api.register(project, "bob");
    }

    @Test
    void each_route_refuses_with_just_the_codes_that_are_described() {
        for (Operation operation : tried()) {
            operation.exchanges().forEach(exchange -> see(operation, exchange.answer()));
            refuse(operation, "invalid_request", request -> request.queryParam("x", "\0"));
            if (!operation.node().path("security").isArray()) {
                refuse(operation, "unauthorized", get -> get.header("X-Forwarded-For", "192.0.2.7"));
            }
            if (operation.path().startsWith("/api/")) {
                refuseInTheApi(operation);
            }
            if (operation.path().startsWith("/ws/")) {
                refuseSocket(operation);
            }
            refuseForWhatIsHeld(operation);
            refuseForRecords(operation);
            if (operation.takesBody()) {
                refuseBody(operation);
            }
            softly.assertThat(described(operation)).as(operation.toString()).isEqualTo(seen.get(operation.toString()));
        }
        softly.assertAll();
    }

    @Test
    void what_finds_no_operation_is_described_too() {
        JsonNode answers = description.document().at("/components/responses");

        for (Operation operation : tried()) {
            Response answer = Api.local().request("TRACE", operation.path(), names(operation));
            Api.refused(answer, 405, "method_not_allowed");
            softly.assertThat(description.problems(answers.path("method_not_allowed"), answer))
                    .as(operation.toString())
                    .isEmpty();
        }
        Response unknown = Api.local().get("/api/nothing");
        Api.refused(unknown, 404, "not_found");
        softly.assertThat(description.problems(answers.path("not_found"), unknown))
                .isEmpty();
        softly.assertAll();
    }

    @Test
    void the_body_limit_is_described_as_it_is() {
        String message = Api.json("x".repeat(BodyReader.MAX_BYTES + 1))
                .post("/api/agents")
                .path("message");

        JsonNode shown = description.document().at("/components/examples/payload_too_large/value/message");
        assertThat(shown.asText()).isEqualTo(message);
    }

    private List<Operation> tried() {
        return description.operations().stream().filter(this::isTried).toList();
    }

    boolean isTried(Operation operation) {
        return true;
    }

    private void refuseInTheApi(Operation operation) {
        refuseInAProject(operation);
        refuse(operation, "not_acceptable", request -> request.accept("image/png"));
        if (codes(operation).contains("project_required")) {
            Response answer = Api.keyed(TestServer.KEY_A)
                    .contentType("application/json")
                    .body(body(operation).without("project").toString())
                    .request(operation.method(), operation.path(), names(operation));
            check(operation, "project_required", answer);
        }
    }

    private void refuseInAProject(Operation operation) {
        refuse(
                operation,
                "invalid_request",
                request -> request.header("X-Agent-ID", "x".repeat(Text.MAX_CHARACTERS + 1)));
        refuse(
                operation,
                "agent_mismatch",
                request -> request.header("X-Agent-ID", "bob").header("X-Agent-Token", ada.token()));
        refuse(
                operation,
                "project_forbidden",
                request -> request.header("Authorization", "Bearer " + TestServer.KEY_A));
    }

    private void refuseSocket(Operation operation) {
        refuseInAProject(operation);
        refuse(operation, "invalid_request", request -> request.queryParam("since_cursor", "yesterday"));
        refuse(operation, "origin_forbidden", request -> request.header("Origin", "https://elsewhere.example"));
    }

    /** What depends on who holds what. */
    private void refuseForWhatIsHeld(Operation operation) {
        switch (operation.id()) {
            case "reserve" -> {
                IntStream.range(0, 100)
                        .forEach(i -> Lock.in(project, "bob").on("file-" + i).take());
                check(
                        operation,
                        "reservation_limit",
                        Lock.in(project, "bob").on("one-more").ask());
            }
            case "releaseReservation" -> {
                String held = Lock.in(project, "ada").on("held").take().getString("id");
                check(operation, "not_the_owner", Api.in(project).delete("/api/reservations/{id}", held));
            }
            case "renewReservation" -> {
                String over = Lock.in(project, "ada").on("over").take().getString("id");
                Api.ok(Api.as(ada).delete("/api/reservations/{id}", over));
                check(operation, "reservation_ended", Api.as(ada).post("/api/reservations/{id}/renew", over));
            }
            case "releaseReservations" ->
                check(
                        operation,
                        "not_the_owner",
                        Api.in(project)
                                .header("X-Agent-ID", "bob")
                                .queryParam("agent", "ada")
                                .delete("/api/reservations"));
            default -> {
                /* All others' refusals are shown. */
            }
        }
    }

    /** What depends on which work records there are. */
    private void refuseForRecords(Operation operation) {
        List<String> codes = codes(operation);
        if (codes.contains("record_not_found")) {
            refuse(operation, "record_not_found", request -> request);
        }
        if (operation.id().startsWith("create")) {
            Api.json(body(operation).toString()).post(operation.path()).then().statusCode(201);
            refuse(operation, "already_exists", request -> request);
        }
        if (codes.contains("version_conflict")) {
            String root = operation.path().replaceAll("/\\{id}.*", "");
            Operation create = description.operations().stream()
                    .filter(other -> other.toString().equals("POST " + root))
                    .findFirst()
                    .orElseThrow();
            Api.json(body(create).put("id", "ada").toString()).post(root).then().statusCode(201);
            refuse(operation, "version_conflict", request -> request.header("If-Match", "\"99\""));
            Api.in(project).delete(root + "/{id}", "ada").then().statusCode(204);
        }
    }

    private void refuseBody(Operation operation) {
        refuse(
                operation,
                "invalid_json",
                request -> request.contentType("application/json").body("{"));
        refuse(
                operation,
                "unsupported_media_type",
                request -> request.contentType("text/csv").body("{}"));
        refuse(
                operation,
                "payload_too_large",
                request -> request.contentType("application/json").body(" ".repeat(BodyReader.MAX_BYTES + 1)));
    }

    /** Sends a request that would be granted but for one thing. */
    private void refuse(Operation operation, String code, Function<RequestSpecification, RequestSpecification> spoil) {
        RequestSpecification request = Api.in(project);
        if (operation.path().startsWith("/ws/")) {
            request.headers(HANDSHAKE);
        }
        if (operation.takesBody()) {
            request.contentType("application/json").body(body(operation).toString());
        }
        check(operation, code, spoil.apply(request).request(operation.method(), operation.path(), names(operation)));
    }

    private void check(Operation operation, String code, Response answer) {
        JsonNode body = Description.parse(answer.asString());
        softly.assertThat(body.path("error").asText())
                .as(operation + ": " + body)
                .isEqualTo(code);
        softly.assertThat(description.problems(operation, answer))
                .as(operation + ": " + body)
                .isEmpty();
        see(operation, body);
    }

    private void see(Operation operation, JsonNode answer) {
        Set<String> codes = seen.computeIfAbsent(operation.toString(), any -> new HashSet<>());
        if (answer.has("error")) {
            codes.add(answer.path("error").asText());
        }
    }

    private ObjectNode body(Operation operation) {
        JsonNode shown = operation.exchanges().stream()
                .map(Exchange::body)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
        ObjectNode body = shown.deepCopy();
        return body.has("project") ? body.put("project", project) : body;
    }

    private static Object[] names(Operation operation) {
        return operation
                .path()
                .chars()
                .filter(c -> c == '{')
                .mapToObj(any -> "ada")
                .toArray();
    }

    private Set<String> described(Operation operation) {
        Set<String> codes = new HashSet<>(codes(operation));
        codes.removeAll(OF_THE_SERVICE);
        return codes;
    }

    private List<String> codes(Operation operation) {
        return operation.node().path("responses").properties().stream()
                .flatMap(response -> description.codes(response.getValue()).stream())
                .toList();
    }
}
