package dev.intermute.reservation;

import java.util.Collections;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class CheckTest {
    private final String project = Api.freshProject();

    @BeforeEach
    void reserve() {
        Api.register(project, "ann");
        Lock.in(project, "ann").on("src").take();
        Lock.in(project, "ann").on("docs").shared().take();
    }

    @Test
    void what_is_free_is_available() {
        JsonPath check = check(Api.in(project).queryParam("pattern", "lib/**"));

        assertThat(check.getBoolean("available")).isTrue();
        assertThat(check.getList("conflicts")).isEmpty();
    }

    @Test
    void what_overlaps_is_told_and_nothing_is_reserved() {
        JsonPath check = check(Api.in(project).queryParam("pattern", "lib", "src/a"));

        assertThat(check.getBoolean("available")).isFalse();
        assertThat(check.getList("conflicts.held_by")).containsExactly("ann");
        assertThat(check.getList("conflicts.overlaps")).containsExactly("src/a");
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @Test
    void shared_ones_stand_in_the_way_of_exclusive_ones_alone() {
        assertThat(check(Api.in(project).queryParam("path", "docs")).getBoolean("available"))
                .isFalse();
        assertThat(check(Api.in(project).queryParam("path", "docs").queryParam("exclusive", "false"))
                        .getBoolean("available"))
                .isTrue();
    }

    @Test
    void ones_own_dont_count() {
        assertThat(check(Api.in(project).queryParam("path", "src").queryParam("agent", "ann"))
                        .getBoolean("available"))
                .isTrue();
    }

    @Test
    void bad_parameters_are_400() {
        Api.invalid(Api.in(project).get("/api/reservations/check"), "pattern");
        Api.invalid(
                Api.in(project)
                        .queryParam("pattern", "a")
                        .queryParam("exclusive", "maybe")
                        .get("/api/reservations/check"),
                "exclusive");
        Api.refused(
                Api.in(project).queryParam("pattern", "a/[").get("/api/reservations/check"), 400, "invalid_pattern");
        Api.invalid(
                Api.in(project)
                        .queryParam("pattern", Collections.nCopies(51, "a"))
                        .get("/api/reservations/check"),
                "pattern");
    }

    private static JsonPath check(RequestSpecification request) {
        return Api.ok(request.get("/api/reservations/check"));
    }
}
