package dev.intermute.access;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.Sha256Hex;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class KeyTest {

    @Test
    void without_a_key_nobody_gets_in_from_elsewhere() {
        unauthorized(Api.remote().get("/api/agents"));
        unauthorized(Api.remote().get("/api/no-such-route"));
        unauthorized(Api.remote().get("/"));
        unauthorized(Api.remote().post("/api/messages"));
    }

    @Test
    void an_unknown_key_is_refused_from_elsewhere_and_locally() {
        unauthorized(Api.keyed("guessed").get("/api/agents"));
        unauthorized(Api.local().header("Authorization", "Bearer guessed").get("/api/agents"));
        unauthorized(Api.local().header("Authorization", "Bearer ").get("/api/agents"));
        unauthorized(Api.local().header("Authorization", "Bearer").get("/api/agents"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void the_scheme_may_be_in_any_case(String scheme) {
        Api.remote()
                .header("Authorization", scheme + " " + TestServer.KEY_A)
                .get("/api/agents")
                .then()
                .statusCode(200);
    }

    @Test
    void another_scheme_is_no_key() {
        unauthorized(Api.remote()
                .header("Authorization", "Basic " + TestServer.KEY_A)
                .get("/api/agents"));
        unauthorized(Api.remote().header("Authorization", TestServer.KEY_A).get("/api/agents"));
        Api.local()
                .header("Authorization", "Basic eDp5")
                .get("/api/agents")
                .then()
                .statusCode(200);
    }

    @Test
    void a_key_in_any_of_several_headers_is_checked() {
        for (String other : List.of("Basic eDp5", "nonsense", "")) {
            RawHttp guessed = RawHttp.get("/api/agents").twice("Authorization", other, "Bearer guessed");
            guessed.send().refused(401, "unauthorized");
            RawHttp known = RawHttp.get("/api/agents?project=keyed-b")
                    .twice("Authorization", other, "Bearer " + TestServer.KEY_A);
            known.send().refused(403, "project_forbidden");
        }
        RawHttp.get("/api/agents")
                .twice("Authorization", "Bearer " + TestServer.KEY_A, "Bearer guessed")
                .send()
                .refused(401, "unauthorized");
    }

    @Test
    void a_tab_before_the_key_is_white_space() {
        RawHttp.get("/api/agents")
                .header("Authorization", "Bearer\tguessed")
                .send()
                .refused(401, "unauthorized");
        RawHttp.get("/api/agents?project=keyed-b")
                .header("Authorization", "Bearer\t" + TestServer.KEY_A)
                .send()
                .refused(403, "project_forbidden");
    }

    @Test
    void a_key_gives_its_project() {
        String name = Api.freshName("alice");
        Api.register("keyed-a", name);

        assertThat(Api.ok(Api.keyed(TestServer.KEY_A).get("/api/agents/{name}", name))
                        .getString("project"))
                .isEqualTo("keyed-a");
        Api.refused(Api.keyed(TestServer.KEY_B).get("/api/agents/{name}", name), 404, "agent_not_found");
    }

    @Test
    void a_key_is_that_of_its_project_locally_too() {
        Api.refused(
                Api.in("keyed-b")
                        .header("Authorization", "Bearer " + TestServer.KEY_A)
                        .get("/api/agents"),
                403,
                "project_forbidden");
    }

    @Test
    void a_key_that_is_kept_as_its_hash_works_and_the_hash_itself_does_not() {
        String hash = Sha256Hex.of(TestServer.KEY_C);

        Api.keyed(TestServer.KEY_C).get("/api/agents").then().statusCode(200);
        unauthorized(Api.keyed(hash).get("/api/agents"));
        unauthorized(Api.keyed("sha256:" + hash).get("/api/agents"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void health_answers_everyone_with_or_without_a_key(String route) {
        Api.remote().get(route).then().statusCode(200);
        Api.keyed("guessed").get(route).then().statusCode(200);
        Api.keyed(TestServer.KEY_A).get(route).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi"})
    void metrics_and_the_description_need_a_local_caller_or_any_key(String route) {
        unauthorized(Api.remote().get(route));
        unauthorized(Api.keyed("guessed").get(route));
        Api.local().get(route).then().statusCode(200);
        Api.keyed(TestServer.KEY_C).get(route).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health/../api/agents", "/q/health/%2E%2E/metrics", "/q/health/..%2Fmetrics", "//api/agents"})
    void no_way_of_writing_a_path_gets_around_the_key(String path) {
        int status =
                RawHttp.get(path).header("X-Forwarded-For", "192.0.2.7").send().status();

        assertThat(status).isIn(400, 401, 404);
    }

    private static void unauthorized(Response answer) {
        Api.refused(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
