package dev.intermute.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;

/** A message that a test is about to send. */
public final class Mail {
    private final Map<String, Object> body = new LinkedHashMap<>();

    private Mail(String project) {
        body.put("project", project);
        body.put("body", "hello");
    }

    /** A message in this project. */
    public static Mail in(String project) {
        return new Mail(project);
    }

    /** Its sender. */
    public Mail from(String sender) {
        return with("from", sender);
    }

    /** Its recipients. */
    public Mail to(String... names) {
        return with("to", List.of(names));
    }

    /** Its further recipients. */
    public Mail cc(String... names) {
        return with("cc", List.of(names));
    }

    /** Its hidden recipients. */
    public Mail bcc(String... names) {
        return with("bcc", List.of(names));
    }

    /** Its idempotency key. */
    public Mail id(String id) {
        return with("id", id);
    }

    /** Its thread. */
    public Mail thread(String id) {
        return with("thread_id", id);
    }

    /** Its text. */
    public Mail body(String text) {
        return with("body", text);
    }

    /** Any field of it. */
    public Mail with(String field, Object value) {
        body.put(field, value);
        return this;
    }

    /** Sends it and gives the answer, whatever that is. */
    public Response post() {
        return Api.json(body).post("/api/messages");
    }

    /** Sends it, which must succeed. */
    public Sent send() {
        Response answer = post();
        Api.ok(answer);
        JsonNode content = Api.tree(answer);
        return new Sent(
                content.path("message_id").textValue(), content.path("cursor").longValue());
    }

    /** What a send is answered with. */
    public record Sent(String id, long cursor) {}
}
