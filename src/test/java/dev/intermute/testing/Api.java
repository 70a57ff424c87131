package dev.intermute.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import static org.assertj.core.api.Assertions.assertThat;

/** What most HTTP tests do: requests as a local caller, in a project of the test's own. */
public final class Api {
    /** A time in UTC with {@code Z}, as RFC 3339 has it. */
    public static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";
    /** An id that the service made: a UUID of version 7. */
    public static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The only errors with a field {@code code}. */
    private static final Set<String> WITH_CODE = Set.of("active_session_conflict", "invalid_session_id");

    private Api() {}

    /** A project that no other test uses. */
    public static String freshProject() {
        return "project-" + UUID.randomUUID();
    }

    /** A name that no other test uses, for the shared projects of the keys. */
    public static String freshName(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A request by a local caller, without a body yet. */
    public static RequestSpecification local() {
        return given().urlEncodingEnabled(true);
    }

    /** A request by a local caller that names its project in the query. */
    public static RequestSpecification in(String project) {
        return local().queryParam("project", project);
    }

    /** A request by a local caller that says which agent it is, and proves it. */
    public static RequestSpecification as(Registered agent) {
        return as(agent.agent_id(), agent.token());
    }

    /** A request by a local caller that says which agent it is, with a token. */
    public static RequestSpecification as(String agent, String token) {
        return local().header("X-Agent-ID", agent).header("X-Agent-Token", token);
    }

    /** A request from elsewhere: a proxy's header makes it so. */
    public static RequestSpecification remote() {
        return given().header("X-Forwarded-For", "192.0.2.7");
    }

    /** What is told of a request when a check of its answer fails is made ready for each: pretty, it takes longer than the rest. */
    private static RequestSpecification given() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .logConfig(LogConfig.logConfig()
                                .enableLoggingOfRequestAndResponseIfValidationFails()
                                .enablePrettyPrinting(false)));
    }

    /** A request from elsewhere with a key. */
    public static RequestSpecification keyed(String key) {
        return remote().header("Authorization", "Bearer " + key);
    }

    /** A request with a JSON body. */
    public static RequestSpecification json(Object body) {
        return local().contentType(ContentType.JSON).body(body);
    }

    /** Registers an agent and gives the answer. */
    public static Registered register(String project, String name) {
        return register(Map.of("project", project, "name", name));
    }

    /** Registers an agent with this body and gives the answer. */
    public static Registered register(Map<String, ?> body) {
        return json(body).post("/api/agents").then().statusCode(200).extract().as(Registered.class);
    }

    /** Sends a message of this text. */
    public static ValidatableResponse send(String project, String from, List<String> to, String body) {
        return json(Map.of("project", project, "from", from, "to", to, "body", body))
                .post("/api/messages")
                .then();
    }

    /** An agent as others see it. */
    public static JsonPath agent(String project, String reference) {
        return ok(in(project).get("/api/agents/{id}", reference));
    }

    /** The first page of an inbox. */
    public static JsonPath inbox(String project, String agent) {
        return ok(in(project).get("/api/inbox/{agent}", agent));
    }

    /** The log of a project. */
    public static JsonPath events(String project) {
        return ok(in(project).get("/api/events"));
    }

    /** The content of an answer that must be 200. */
    public static JsonPath ok(Response answer) {
        return answer.then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .extract()
                .jsonPath();
    }

    /** Checks that an answer is this error, in the one shape that errors have. */
    public static ValidatableResponse refused(Response answer, int status, String error) {
        ValidatableResponse refused = answer.then().statusCode(status).contentType(ContentType.JSON);
        JsonNode body = tree(answer);
        assertThat(body.path("error")).as("%s", body).isEqualTo(TextNode.valueOf(error));
        assertThat(body.path("message").textValue()).as("%s", body).isNotBlank();
        if (WITH_CODE.contains(error)) {
            assertThat(body.path("code")).as("%s", body).isEqualTo(TextNode.valueOf(error));
        } else {
            assertThat(body.has("code")).as("%s", body).isFalse();
        }
        return refused;
    }

    /** The content of an answer; REST Assured compiles a script for each path that it is asked for. */
    static JsonNode tree(Response answer) {
        try {
            return JSON.readTree(answer.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.asString(), e);
        }
    }

    /** Checks that an answer is 400 {@code invalid_request} because of this field. */
    public static void invalid(Response answer, String field) {
        refused(answer, 400, "invalid_request");
        assertThat(tree(answer).path("field")).as("%s", answer.asString()).isEqualTo(TextNode.valueOf(field));
    }

    /** Checks which fields an object has: these, and no others. */
    public static void hasFields(JsonPath json, String path, String... names) {
        Map<String, Object> object = json.getMap(path);
        assertThat(object.keySet()).containsExactlyInAnyOrder(names);
    }

    /** The answer to a registration. */
    public record Registered(
            String agent_id, String session_id, String name, String token, long cursor, String requested_name) {}
}
