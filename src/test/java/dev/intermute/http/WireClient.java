package dev.intermute.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import dev.intermute.agent.RegisterRequest;
import dev.intermute.message.SendRequest;
import dev.intermute.reservation.ReserveRequest;
import dev.intermute.testing.Api;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.WebSocketHandshake;

/** The requests of {@link WireTypesTest}, in a project of its own, with bodies that give all there is. */
final class WireClient {
    /** What has more than one way to stand in JSON. */
    static final String TEXT = "one line\nand \"日本\" \u2028 / 🙂";

    final String project = Api.freshProject();

    private final SeenTypes types;

    WireClient(SeenTypes types) {
        this.types = types;
    }

    RegisterRequest registration(String name) {
        return new RegisterRequest(
                name,
                project,
                UUID.randomUUID().toString(),
                List.of("review", TEXT),
                Map.of("editor", "vi"),
                TEXT,
                "refuse");
    }

    Map<String, String> named(String name) {
        return Map.of("project", project, "name", name);
    }

    SendRequest message(String id) {
        return new SendRequest(
                id,
                project,
                "ada",
                List.of("bob"),
                List.of("carol"),
                List.of("dave"),
                "t1",
                TEXT,
                "wire",
                TEXT,
                "high",
                true,
                "async",
                "window-1");
    }

    /** A reservation that names all twice that has two names. */
    ReserveRequest reservation(String pattern, String further) {
        return new ReserveRequest(
                "ada", "ada", project, pattern, pattern, List.of(further), true, false, TEXT, 5L, 1L, true);
    }

    RequestSpecification in() {
        return Api.in(project);
    }

    RequestSpecification as(String agent) {
        return in().header("X-Agent-ID", agent);
    }

    Response get(String path) {
        return in().get(path);
    }

    Response post(String path, Object body) {
        return body(body).queryParam("project", project).post(path);
    }

    Response patch(String path, Object body) {
        return body(body).queryParam("project", project).patch(path);
    }

    /** A request with a body, that names the project there alone. */
    RequestSpecification body(Object body) {
        return Api.json(types.text(body));
    }

    RawWebSocket socket(String path) {
        return WebSocketHandshake.to(path + "?project=" + project).open();
    }
}
