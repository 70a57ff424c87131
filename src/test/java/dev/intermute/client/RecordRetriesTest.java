package dev.intermute.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.ScriptedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of calls of work records whose answer was lost. */
@Timeout(60)
class RecordRetriesTest {
    private static final String TASK = """
            {"id":"t1","project":"demo","title":"Read digits","status":"pending","version":1,
             "created_at":"2026-11-27T00:00:00Z","updated_at":"2026-11-27T00:00:00Z"}""";

    private final ScriptedServer server = new ScriptedServer();
    private final IntermuteClient intermute = new IntermuteClient(
            new Transport(
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                    URI.create(server.url()),
                    Map.of(),
                    Duration.ofSeconds(10),
                    RetryPolicy.standard(),
                    duration -> {}),
            "demo",
            Set.of(),
            () -> {});

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_new_record_that_is_sent_again_has_its_id_again() {
        server.thenCuts().then(201, TASK);

        intermute.tasks().create(TaskDraft.titled("Read digits"));

        assertThat(routes()).containsExactly("POST /api/tasks", "POST /api/tasks");
        assertThat(server.requests().get(0).body())
                .containsPattern("\"id\":\"[0-9a-f-]{36}\"")
                .isEqualTo(server.requests().get(1).body());
    }

    @Test
    void a_new_record_whose_answer_was_lost_is_read() {
        server.thenCuts().thenError(409, "already_exists").then(200, TASK);

        Task task = intermute.tasks().create(TaskDraft.titled("Read digits"));

        assertThat(task.title()).isEqualTo("Read digits");
        assertThat(routes()).hasSize(3).last().asString().matches("GET /api/tasks/[0-9a-f-]{36}");
    }

    @Test
    void an_id_that_is_taken_before_anything_was_done_is_no_echo() {
        server.thenError(503, "overloaded").thenError(409, "already_exists");

        IntermuteException failure = failureOf(() -> intermute.tasks().create(TaskDraft.titled("x")));

        assertThat(failure.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
    }

    @Test
    void a_new_record_under_an_id_of_ones_own_is_sent_once() {
        server.thenCuts();

        IntermuteException failure =
                failureOf(() -> intermute.tasks().create(TaskDraft.titled("x").id("t1")));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void a_deletion_whose_answer_was_lost_is_a_deletion(Consumer<IntermuteClient> deletion) {
        server.thenCuts().thenError(404, "record_not_found");

        deletion.accept(intermute);

        assertThat(routes()).containsExactly("DELETE /api/tasks/t1", "DELETE /api/tasks/t1");
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void a_deletion_of_what_was_not_there_is_none(Consumer<IntermuteClient> deletion) {
        server.thenError(503, "overloaded").thenError(404, "record_not_found");

        assertThat(failureOf(() -> deletion.accept(intermute)).code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void what_another_program_answers_is_no_deletion(Consumer<IntermuteClient> deletion) {
        server.then(200, "<html>Welcome</html>");

        assertThat(failureOf(() -> deletion.accept(intermute)).code()).isEqualTo(ErrorCode.UNINTELLIGIBLE);
    }

    static List<Consumer<IntermuteClient>> deletions() {
        return List.of(
                client -> client.tasks().delete("t1"), client -> client.tasks().deleteIf("t1", 3));
    }

    @Test
    void a_deletion_names_the_version_that_it_is_meant_for() {
        server.then(204, "").then(204, "");

        intermute.tasks().deleteIf("t1", 3);
        intermute.tasks().delete("t1");

        assertThat(server.requests().get(0).headers()).containsEntry("If-Match", "\"3\"");
        assertThat(server.requests().get(1).headers()).doesNotContainKey("If-Match");
    }

    static Stream<Consumer<IntermuteClient>> changes() {
        return Stream.of(
                client -> client.tasks().replace("t1", 1, TaskDraft.titled("x")),
                client -> client.tasks().change("t1", 1, TaskDraft.titled("x")),
                client -> client.tasks().claim("ada"),
                client -> client.tasks().assign("t1", "ada"),
                client -> client.tasks().assignIf("t1", 1, "ada"),
                client -> client.sessions().replace("s1", SessionDraft.named("x", "ada")),
                client -> client.insights().change("i1", InsightDraft.changes().withoutScore()),
                client -> client.insights().link("i1", "s1"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_change_is_sent_once(Consumer<IntermuteClient> change) {
        server.thenCuts();

        assertThat(failureOf(() -> change.accept(intermute)).code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_link_of_a_journey_is_sent_again() {
        String link = "{\"cuj_id\":\"c1\",\"feature_id\":\"f1\",\"project\":\"demo\"}";
        server.thenCuts().then(200, link).thenCuts().then(200, link);

        intermute.cujs().link("c1", "f1");
        intermute.cujs().unlink("c1", "f1");

        assertThat(routes())
                .containsExactly(
                        "POST /api/cujs/c1/link",
                        "POST /api/cujs/c1/link",
                        "POST /api/cujs/c1/unlink",
                        "POST /api/cujs/c1/unlink");
    }

    @Test
    void what_is_taken_away_is_null_and_what_is_not_said_is_not_sent() {
        server.then(200, TASK);

        intermute.tasks().change("t1", 7, TaskDraft.changes().agent("").title("x"));

        assertThat(server.requests().get(0).body()).isEqualTo("{\"agent\":null,\"title\":\"x\",\"version\":7}");
    }

    private List<String> routes() {
        return server.requests().stream().map(ScriptedServer.Request::route).toList();
    }
}
