package dev.intermute.http;

import java.util.Arrays;
import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class RoutingErrorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/",
                "/api/agent",
                "/api/agents/a/b/c",
                "/api/inbox",
                "/api/inbox/a/b",
                "/api/messages/a/eat",
                "/favicon.ico",
                "/q/nothing",
                "/index.html",
                "/health/deep"
            })
    void an_unknown_route_is_not_found(String path) {
        Api.refused(Api.local().get(path), 404, "not_found");
        Api.refused(Api.local().post(path), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/agents                | GET, HEAD, OPTIONS, POST",
                "PUT    | /api/agents                | GET, HEAD, OPTIONS, POST",
                "DELETE | /api/agents/alice          | GET, HEAD, OPTIONS",
                "POST   | /api/agents/alice          | GET, HEAD, OPTIONS",
                "GET    | /api/agents/alice/heartbeat| OPTIONS, POST",
                "GET    | /api/agents/alice/metadata | OPTIONS, PATCH",
                "POST   | /api/agents/alice/metadata | OPTIONS, PATCH",
                "GET    | /api/messages              | OPTIONS, POST",
                "PATCH  | /api/messages/m1           | GET, HEAD, OPTIONS",
                "GET    | /api/messages/m1/read      | OPTIONS, POST",
                "DELETE | /api/messages/m1/ack       | OPTIONS, POST",
                "POST   | /api/inbox/alice           | GET, HEAD, OPTIONS",
                "POST   | /api/inbox/alice/counts    | GET, HEAD, OPTIONS",
                "POST   | /api/inbox/alice/stale-acks| GET, HEAD, OPTIONS",
                "POST   | /api/threads               | GET, HEAD, OPTIONS",
                "PUT    | /api/threads/plan          | GET, HEAD, OPTIONS",
                "POST   | /api/events                | GET, HEAD, OPTIONS",
                "POST   | /health                    | GET, HEAD, OPTIONS"
            })
    void a_known_route_with_another_method_says_which_it_takes(String method, String path, String allow) {
        Response answer = Api.local().request(method, path);

        Api.refused(answer, 405, "method_not_allowed");
        assertThat(Arrays.asList(answer.header("Allow").split(", "))).containsExactlyInAnyOrder(allow.split(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/openapi", "/q/health", "/q/health/live", "/q/health/ready"})
    void what_quarkus_serves_takes_no_other_method_either(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE")) {
            Response answer = Api.local().request(method, path);

            Api.refused(answer, 405, "method_not_allowed");
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
        assertThat(Api.local().head(path).statusCode()).isEqualTo(200);
        assertThat(Api.local().options(path).header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics/x", "/q/metricsx", "/q/openapi/x", "/q/health/x", "/q/swagger-ui", "/q/arc"})
    void what_quarkus_would_serve_below_its_routes_is_not_found(String path) {
        Api.refused(Api.local().get(path), 404, "not_found");
        Api.refused(Api.local().post(path), 404, "not_found");
    }

    @Test
    void a_wrong_method_is_refused_whatever_its_body() {
        Response answer =
                Api.local().contentType("text/plain").body("{".repeat(100)).put("/api/messages/m1");

        Api.refused(answer, 405, "method_not_allowed");
    }

    @Test
    void a_method_that_nobody_knows_is_refused_in_the_same_shape() {
        RawHttp.Answer answer = RawHttp.line("BREW /api/agents HTTP/1.1").send();

        assertThat(answer.status()).isIn(405, 501);
        assertThat(answer.json().getString("error")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/agents/%zz",
                "/api/agents/%",
                "/api/agents/%4",
                "/api/agents/%E0%A4",
                "/api/agents/%C0%80",
                "/api/agents/%ED%A0%80",
                "/api/agents/a%00b",
                "/%zz",
                "/q/%zz",
                "/api/agents?project=%zz",
                "/api/agents?project=%",
                "/api/agents?project=%FF",
                "/api/agents?project=a%00b",
                "/api/agents?%zz=1"
            })
    void an_address_that_is_no_text_is_refused(String path) {
        RawHttp.get(path).send().refused(400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/agents/a|b", "/api/agents?project=a|b", "/api/agents/{a}", "/api/agents/a\\b"})
    void a_character_that_must_be_percent_encoded_is_refused_with_what_to_do(String path) {
        String message =
                RawHttp.get(path).send().refused(400, "invalid_request").getString("message");

        assertThat(message).contains("must be percent-encoded");
    }

    @Test
    void an_answer_in_another_format_is_not_to_be_had() {
        Api.refused(Api.local().accept("text/html").get("/api/agents"), 406, "not_acceptable");
        Api.local().accept("*/*").get("/api/agents").then().statusCode(200);
        Api.local()
                .accept("text/html, application/json;q=0.5")
                .get("/api/agents")
                .then()
                .statusCode(200);
    }

    @Test
    void a_head_is_a_get_without_a_body() {
        Response head = Api.local().head("/api/agents");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asByteArray()).isEmpty();
    }

    @Test
    void a_connection_is_kept_after_an_error() {
        Response answer = Api.local().get("/api/nothing");

        assertThat(answer.header("Connection")).isNotEqualToIgnoringCase("close");
    }
}
