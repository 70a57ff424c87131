package dev.intermute.reservation;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class ReleaseTest {
    private final String project = Api.freshProject();
    private Registered ann;
    private Registered bob;
    private String lease;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        bob = Api.register(project, "bob");
        lease = Lock.in(project, "ann").on("src").take().getString("id");
    }

    @Test
    void a_release_makes_room() {
        JsonPath released = Api.ok(Api.as(ann).delete("/api/reservations/{id}", lease));

        assertThat(released.getBoolean("is_active")).isFalse();
        assertThat(released.getString("released_at")).matches(Api.TIME);
        assertThat(released.getString("ending")).isEqualTo("released");
        Lock.in(project, "bob").on("src").take();
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.released", "reservation.created");
    }

    @Test
    void the_owner_may_be_named_by_id_or_name_in_header_or_parameter() {
        Api.ok(Api.in(project).queryParam("agent", "ann").delete("/api/reservations/{id}", lease));

        String next = Lock.in(project, "ann").on("a").take().getString("id");
        Api.ok(Api.in(project).header("X-Agent-ID", "ann").delete("/api/reservations/{id}", next));

        String last = Lock.in(project, "ann").on("a").take().getString("id");
        Api.ok(Api.local().queryParam("agent", ann.agent_id()).delete("/api/reservations/{id}", last));
    }

    @Test
    void the_header_counts_before_the_parameter() {
        Api.refused(
                Api.in(project)
                        .header("X-Agent-ID", "bob")
                        .queryParam("agent", "ann")
                        .delete("/api/reservations/{id}", lease),
                403,
                "not_the_owner");
    }

    @Test
    void another_agent_or_none_is_403_and_nothing_changes() {
        Api.refused(Api.as(bob).delete("/api/reservations/{id}", lease), 403, "not_the_owner");
        Api.refused(Api.in(project).delete("/api/reservations/{id}", lease), 403, "not_the_owner");
        Api.refused(Api.local().delete("/api/reservations/{id}", lease), 403, "not_the_owner");
        Api.refused(
                Api.as(bob).queryParam("agent", "ann").delete("/api/reservations/{id}", lease), 403, "not_the_owner");

        assertThat(Api.ok(Api.in(project).get("/api/reservations/{id}", lease)).getBoolean("is_active"))
                .isTrue();
    }

    @Test
    void a_token_of_another_agent_is_403() {
        Api.refused(
                Api.local()
                        .header("X-Agent-ID", ann.agent_id())
                        .header("X-Agent-Token", bob.token())
                        .delete("/api/reservations/{id}", lease),
                403,
                "agent_mismatch");
    }

    @Test
    void what_is_unknown_or_released_is_404() {
        Api.refused(Api.as(ann).delete("/api/reservations/{id}", "nothing"), 404, "reservation_not_found");
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", lease));

        Api.refused(Api.as(ann).delete("/api/reservations/{id}", lease), 404, "reservation_not_found");
        Api.refused(Api.as(bob).delete("/api/reservations/{id}", lease), 404, "reservation_not_found");
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @Test
    void another_projects_is_404() {
        String other = Api.freshProject();
        Registered stranger = Api.register(other, "ann");

        Api.refused(
                Api.in(other).header("X-Agent-ID", stranger.agent_id()).delete("/api/reservations/{id}", lease),
                404,
                "reservation_not_found");
        Api.refused(Api.in(other).get("/api/reservations/{id}", lease), 404, "reservation_not_found");
        Api.refused(
                Api.in(other).header("X-Agent-ID", "ann").post("/api/reservations/{id}/renew", lease),
                404,
                "reservation_not_found");
    }

    @Test
    void all_of_an_agent_are_released_at_once() {
        Lock.in(project, "ann").on("docs").take();
        Lock.in(project, "bob").on("lib").take();

        int released = Api.ok(Api.in(project).queryParam("agent", "ann").delete("/api/reservations"))
                .getInt("released");

        assertThat(released).isEqualTo(2);
        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations.path_pattern"))
                .containsExactly("lib");
        assertThat(Api.ok(Api.local().queryParam("agent", ann.agent_id()).delete("/api/reservations"))
                        .getInt("released"))
                .isZero();
    }

    @Test
    void whose_are_released_must_be_said_and_be_the_callers() {
        Api.invalid(Api.in(project).delete("/api/reservations"), "agent");
        Api.invalid(Api.in(project).header("X-Agent-ID", "ann").delete("/api/reservations"), "agent");
        Api.refused(Api.in(project).queryParam("agent", "nobody").delete("/api/reservations"), 404, "agent_not_found");
        Api.refused(
                Api.in(project)
                        .header("X-Agent-ID", "bob")
                        .queryParam("agent", "ann")
                        .delete("/api/reservations"),
                403,
                "not_the_owner");
    }

    @Test
    void a_released_one_can_still_be_looked_at() {
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", lease));

        JsonPath over = Api.ok(Api.local().get("/api/reservations/{id}", lease));

        assertThat(over.getString("project")).isEqualTo(project);
        assertThat(over.getString("agent")).isEqualTo("ann");
        assertThat(over.getBoolean("is_active")).isFalse();
        assertThat(over.getString("ending")).isEqualTo("released");
    }
}
