package dev.intermute.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A reservation that a test is about to ask for. */
public final class Lock {
    private final Map<String, Object> body = new LinkedHashMap<>();

    private Lock(String project, String agent) {
        body.put("project", project);
        body.put("agent_id", agent);
    }

    /** A reservation for an agent of this project. */
    public static Lock in(String project, String agent) {
        return new Lock(project, agent);
    }

    /** Its pattern. */
    public Lock on(String pattern) {
        return with("path_pattern", pattern);
    }

    /** Further patterns. */
    public Lock and(String... patterns) {
        return with("glob_patterns", List.of(patterns));
    }

    /** Others may share it. */
    public Lock shared() {
        return with("shared", true);
    }

    /** How long it may wait, in seconds. */
    public Lock waiting(int seconds) {
        return with("wait_seconds", seconds);
    }

    /** Any field of it. */
    public Lock with(String field, Object value) {
        body.put(field, value);
        return this;
    }

    /** Asks for it. */
    public Response ask() {
        return Api.json(body).post("/api/reservations");
    }

    /** Asks for it, and gets a new one. */
    public JsonPath take() {
        return ask().then().statusCode(201).extract().jsonPath();
    }

    /** Waits until so many wait. Tests run one after the other, so these are those of the one that asks. */
    public static void awaitWaiting(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(Api.local()
                                .get("/q/metrics")
                                .asString()
                                .lines()
                                .filter(line -> line.startsWith("intermute_reservations_waiting")))
                        .containsExactly("intermute_reservations_waiting " + (double) count));
    }
}
