package dev.intermute.http;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.store.HealthResource;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The same on the packaged service, and what only one shows whose database is spoilt. */
@QuarkusIntegrationTest
class WireTypesIT extends WireTypesTest {

    @Test
    void a_degraded_service_says_so_as_on_the_jvm() throws SQLException {
        Path folder = PackagedServer.freshFolder();
        try (PackagedServer server = PackagedServer.start(folder)) {
            String health = server.url() + "/health";
            try (TestDatabase database =
                    TestDatabase.open(folder.resolve("test.db").toString())) {
                database.run("alter table events rename to elsewhere");
            }

            Response answer = RestAssured.get(health);

            assertThat(answer.statusCode()).isEqualTo(503);
            SeenTypes seen = new SeenTypes();
            seen.see(HealthResource.Status.class, answer);
            assertThat(seen.missing(Set.of(HealthResource.Status.class))).isEmpty();
        }
    }
}
