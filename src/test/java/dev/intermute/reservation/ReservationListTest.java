package dev.intermute.reservation;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class ReservationListTest {
    private final String project = Api.freshProject();
    private Registered ann;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        Api.register(project, "bob");
        String over = Lock.in(project, "ann").on("a1").take().getString("id");
        Lock.in(project, "ann").on("a2").take();
        Lock.in(project, "bob").on("b1").take();
        Lock.in(project, "ann").on("a3").take();
        String last = Lock.in(project, "ann").on("a4").take().getString("id");
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", last));
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", over));
    }

    @Test
    void a_projects_list_has_the_active_ones_the_latest_first() {
        assertThat(patterns(Api.in(project).get("/api/reservations"))).containsExactly("a3", "b1", "a2");
    }

    @Test
    void an_agents_list_has_all_the_active_ones_first() {
        assertThat(patterns(Api.in(project).queryParam("agent", "ann").get("/api/reservations")))
                .containsExactly("a3", "a2", "a4", "a1");
        assertThat(patterns(Api.local().queryParam("agent", ann.agent_id()).get("/api/reservations")))
                .containsExactly("a3", "a2", "a4", "a1");
        assertThat(patterns(Api.in(project).queryParam("agent", "nobody").get("/api/reservations")))
                .isEmpty();
    }

    @Test
    void pages_make_up_the_list() {
        Response first = page("2", null);
        assertThat(patterns(first)).containsExactly("a3", "a2");
        Response second = page("1", first.header("X-Next-Cursor"));
        assertThat(patterns(second)).containsExactly("a4");
        Response third = page("1", second.header("X-Next-Cursor"));
        assertThat(patterns(third)).containsExactly("a1");
        assertThat(third.header("X-Next-Cursor")).isNull();
    }

    @Test
    void a_limit_or_a_cursor_that_is_none_is_400() {
        Api.invalid(page("0", null), "limit");
        Api.invalid(page("x", null), "limit");
        Api.invalid(page("2", "nonsense"), "cursor");
        Api.invalid(page("2", "over-x"), "cursor");
    }

    private Response page(String limit, String cursor) {
        var request = Api.in(project).queryParam("agent", "ann").queryParam("limit", limit);
        return (cursor == null ? request : request.queryParam("cursor", cursor)).get("/api/reservations");
    }

    private static List<String> patterns(Response answer) {
        return Api.ok(answer).getList("reservations.path_pattern");
    }
}
