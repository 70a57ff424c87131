package dev.intermute.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.hamcrest.Matchers.equalTo;

/** A value of another type than its field's is an error that names the field, never a guess at what was meant. */
@QuarkusTest
@WithTestResource(TestServer.class)
class FieldTypesTest {
    private static final List<Object> NO_STRINGS = List.of(7, 1.5, true, List.of("x"), Map.of("x", "y"));
    private static final List<Object> NO_LISTS = List.of("x", 7, true, Map.of("x", "y"));
    private static final List<Object> NO_MAPS = List.of("x", 7, true, List.of("x"));
    private static final List<Object> NO_BOOLEANS = List.of("true", "yes", 1, 0, 1.0, List.of(true), Map.of("x", true));

    private final String project = Api.freshProject();

    static Stream<Wrong> registrations() {
        return Stream.of(
                        wrong("name", NO_STRINGS),
                        wrong("project", NO_STRINGS),
                        wrong("session_id", NO_STRINGS),
                        wrong("status", NO_STRINGS),
                        wrong("name_conflict", NO_STRINGS),
                        wrong("capabilities", NO_LISTS),
                        wrong("capabilities", List.of(List.of(1), List.of(List.of("x")), List.of(Map.of()))),
                        wrong("metadata", NO_MAPS),
                        wrong("metadata", List.of(Map.of("k", 1), Map.of("k", List.of()), Map.of("k", Map.of()))))
                .flatMap(wrong -> wrong);
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void a_registration_with_a_value_of_another_type_is_refused(Wrong wrong) {
        Map<String, Object> body = new HashMap<>(Map.of("project", project, "name", "alice"));
        body.put(wrong.field(), wrong.value());

        Api.invalid(Api.json(body).post("/api/agents"), wrong.field());
    }

    static Stream<Wrong> messages() {
        return Stream.of(
                        wrong("id", NO_STRINGS),
                        wrong("project", NO_STRINGS),
                        wrong("from", NO_STRINGS),
                        wrong("thread_id", NO_STRINGS),
                        wrong("subject", NO_STRINGS),
                        wrong("topic", NO_STRINGS),
                        wrong("body", NO_STRINGS),
                        wrong("importance", NO_STRINGS),
                        wrong("transport", NO_STRINGS),
                        wrong("target_window_uuid", NO_STRINGS),
                        wrong("to", NO_LISTS),
                        wrong("cc", NO_LISTS),
                        wrong("bcc", NO_LISTS),
                        wrong("to", List.of(List.of(1), List.of(List.of("x")), List.of(Map.of()))),
                        wrong("ack_required", NO_BOOLEANS))
                .flatMap(wrong -> wrong);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_with_a_value_of_another_type_is_refused(Wrong wrong) {
        Map<String, Object> body =
                new HashMap<>(Map.of("project", project, "from", "alice", "to", List.of("bob"), "body", "x"));
        body.put(wrong.field(), wrong.value());

        Api.invalid(Api.json(body).post("/api/messages"), wrong.field());
    }

    static Stream<Wrong> receipts() {
        return Stream.concat(wrong("agent", NO_STRINGS), wrong("project", NO_STRINGS));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void a_receipt_with_a_value_of_another_type_is_refused(Wrong wrong) {
        Map<String, Object> body = Map.of(wrong.field(), wrong.value());

        Api.invalid(Api.json(body).post("/api/messages/m1/read"), wrong.field());
        Api.invalid(Api.json(body).post("/api/messages/m1/ack"), wrong.field());
    }

    static Stream<Wrong> heartbeats() {
        return wrong("focus_state", NO_STRINGS);
    }

    @ParameterizedTest
    @MethodSource("heartbeats")
    void a_heartbeat_with_a_value_of_another_type_is_refused(Wrong wrong) {
        Map<String, Object> body = Map.of(wrong.field(), wrong.value());

        Api.invalid(Api.json(body).post("/api/agents/alice/heartbeat"), wrong.field());
    }

    @Test
    void a_list_or_a_map_of_something_else_is_told_what_must_be_inside() {
        Api.refused(Api.json(Map.of("metadata", Map.of("a", 1))).post("/api/agents"), 400, "invalid_request")
                .body("message", equalTo("Field metadata must hold strings only."));
        Api.refused(Api.json(Map.of("to", List.of(List.of("z")))).post("/api/messages"), 400, "invalid_request")
                .body("message", equalTo("Field to must hold strings only."));
    }

    private static Stream<Wrong> wrong(String field, List<Object> values) {
        return values.stream().map(value -> new Wrong(field, value));
    }

    /** A field with a value that it can't have. */
    record Wrong(String field, Object value) {}
}
