package dev.intermute.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** What most HTTP tests do: requests as a local caller, in a project of the test's own. */
public final class Api {
    private Api() {}

    /** A project that no other test uses. */
    public static String freshProject() {
        return "project-" + UUID.randomUUID();
    }

    /** A request by a local caller, without a body yet. */
    public static RequestSpecification local() {
        return RestAssured.given().urlEncodingEnabled(true);
    }

    /** A request from elsewhere: a proxy's header makes it so. */
    public static RequestSpecification remote() {
        return RestAssured.given().header("X-Forwarded-For", "192.0.2.7");
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
        return json(Map.of("project", project, "name", name))
                .post("/api/agents")
                .then()
                .statusCode(200)
                .extract()
                .as(Registered.class);
    }

    /** Sends a message of this text. */
    public static ValidatableResponse send(String project, String from, List<String> to, String body) {
        return json(Map.of("project", project, "from", from, "to", to, "body", body))
                .post("/api/messages")
                .then();
    }

    /** The answer to a registration. */
    public record Registered(
            String agent_id, String session_id, String name, String token, long cursor, String requested_name) {}
}
