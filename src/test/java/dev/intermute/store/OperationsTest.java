package dev.intermute.store;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class OperationsTest {

    @Test
    void health_is_one_word() {
        JsonPath health = Api.ok(Api.remote().get("/health"));

        Api.hasFields(health, "$", "status");
        assertThat(health.getString("status")).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void the_probes_say_up(String probe) {
        assertThat(Api.ok(Api.remote().get(probe)).getString("status")).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/q/health", "/q/health/ready"})
    void health_tells_strangers_no_paths_and_no_settings(String route) {
        assertThat(Api.remote().get(route).asString()).doesNotContain("/", "jdbc", ".db");
    }

    @Test
    void metrics_are_in_the_format_of_prometheus() {
        assertThat(Api.local().get("/q/metrics").asString()).contains("# HELP", "# TYPE", "http_server_requests");
    }

    @Test
    void metrics_name_no_agent_and_no_message() {
        Api.register(Api.freshProject(), "metrics-must-not-name-me");
        Api.local().get("/api/agents/metrics-must-not-name-me").then().statusCode(404);

        assertThat(Api.local().get("/q/metrics").asString()).doesNotContain("metrics-must-not-name-me");
    }
}
