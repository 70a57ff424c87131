package dev.intermute;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(TestServer.class)
class HealthTest {

    @Test
    void health_says_ok_to_everyone() {
        Api.remote().get("/health").then().statusCode(200).body("status", equalTo("ok"));
    }

    @Test
    void the_probes_answer_everyone() {
        Api.remote().get("/q/health/live").then().statusCode(200);
        Api.remote().get("/q/health/ready").then().statusCode(200);
        Api.remote().get("/q/health/started").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html", "image/png", "application/json", "*/*"})
    void health_answers_whatever_the_prober_accepts(String accepted) {
        Api.remote().accept(accepted).get("/health").then().statusCode(200).body("status", equalTo("ok"));
    }
}
