package dev.intermute.reservation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.UnsweptProfile;

import static org.assertj.core.api.Assertions.assertThat;

/** Time that runs out, with the sweeper far away: what is decided by a request needs none. */
@QuarkusTest
@TestProfile(UnsweptProfile.class)
@WithTestResource(TestServer.class)
class ReservationClockTest {
    @Inject
    TestClock clock;

    private final String project = Api.freshProject();
    private Registered ann;

    @BeforeEach
    void register() {
        ann = Api.register(project, "ann");
        Api.register(project, "bob");
    }

    @Test
    void one_whose_time_is_up_blocks_nobody_and_its_end_comes_before_the_grant_it_made_room_for() {
        JsonPath held = Lock.in(project, "ann").on("src").with("ttl_minutes", 1).take();
        Api.refused(Lock.in(project, "bob").on("src").ask(), 409, "reservation_conflict");

        clock.advance(Duration.ofSeconds(61));
        Lock.in(project, "bob").on("src").take();

        JsonPath events = Api.events(project);
        assertThat(events.getList("events.type"))
                .containsExactly("reservation.created", "reservation.expired", "reservation.created");
        assertThat(events.getString("events[1].reservation_id")).isEqualTo(held.getString("id"));
        assertThat(events.getString("events[1].agent_id")).isEqualTo(ann.agent_id());
        assertThat(events.getString("events[1].path_pattern")).isEqualTo("src");
        assertThat(events.getString("events[1].data.reason")).isEqualTo("ttl");
    }

    @Test
    void one_whose_time_is_up_is_over_for_every_request() {
        String id =
                Lock.in(project, "ann").on("src").with("ttl_minutes", 1).take().getString("id");
        clock.advance(Duration.ofSeconds(61));

        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations"))
                .isEmpty();
        assertThat(Api.ok(Api.in(project).get("/api/reservations/{id}", id)).getBoolean("is_active"))
                .isFalse();
        assertThat(Api.ok(Api.in(project).queryParam("agent", "ann").get("/api/reservations"))
                        .getList("reservations.is_active"))
                .containsExactly(false);
        assertThat(Api.ok(Api.in(project).queryParam("path", "src").get("/api/reservations/check"))
                        .getBoolean("available"))
                .isTrue();
        Api.refused(Api.as(ann).post("/api/reservations/{id}/renew", id), 409, "reservation_ended");
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", id));
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", id));
        assertThat(Api.ok(Api.in(project).queryParam("agent", "ann").delete("/api/reservations"))
                        .getInt("released"))
                .isZero();
        assertThat(Api.events(project).getList("events")).hasSize(1);
    }

    @Test
    void the_same_again_after_its_end_is_a_new_one() {
        JsonPath old = Lock.in(project, "ann").on("src").with("ttl_minutes", 1).take();
        clock.advance(Duration.ofSeconds(61));

        JsonPath fresh = Lock.in(project, "ann").on("src").take();

        assertThat(fresh.getString("id")).isNotEqualTo(old.getString("id"));
        assertThat(fresh.getLong("fence")).isGreaterThan(old.getLong("fence"));
    }

    @Test
    void signs_of_life_renew_what_says_so_and_nothing_else() {
        String renewing = Lock.in(project, "ann")
                .on("a")
                .with("ttl_minutes", 1)
                .with("renew_on_heartbeat", true)
                .take()
                .getString("id");
        String other =
                Lock.in(project, "ann").on("b").with("ttl_minutes", 1).take().getString("id");

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(40));
            Api.ok(Api.in(project).post("/api/agents/ann/heartbeat"));
        }

        assertThat(isActive(renewing)).isTrue();
        assertThat(isActive(other)).isFalse();
        assertThat(Api.events(project).getList("events.type")).doesNotContain("reservation.renewed");
    }

    @Test
    void what_another_does_to_an_agent_is_no_sign_of_its_life() {
        JsonPath held = Lock.in(project, "ann")
                .on("src")
                .with("ttl_minutes", 1)
                .with("renew_on_heartbeat", true)
                .take();
        clock.advance(Duration.ofSeconds(30));

        Api.ok(Api.json(Map.of("metadata", Map.of("a", "b")))
                .queryParam("project", project)
                .patch("/api/agents/ann/metadata"));

        assertThat(Api.ok(Api.in(project).get("/api/reservations/{id}", held.getString("id")))
                        .getString("expires_at"))
                .isEqualTo(held.getString("expires_at"));
    }

    @Test
    void a_sign_of_life_that_comes_too_late_revives_nothing() {
        String id = Lock.in(project, "ann")
                .on("a")
                .with("ttl_minutes", 1)
                .with("renew_on_heartbeat", true)
                .take()
                .getString("id");

        clock.advance(Duration.ofSeconds(61));
        Api.ok(Api.in(project).post("/api/agents/ann/heartbeat"));

        assertThat(isActive(id)).isFalse();
    }

    @Test
    void the_end_of_what_somebody_waits_for_grants_it() {
        Lock.in(project, "ann").on("src").with("ttl_minutes", 1).take();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(
                () -> Lock.in(project, "bob").on("src").waiting(60).ask().statusCode());
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                Api.ok(Api.in(project).queryParam("path", "src").get("/api/reservations/check"))
                                        .getList("conflicts.waiting"))
                        .containsExactly(1));

        clock.advance(Duration.ofSeconds(61));

        assertThat(waiting.join()).isEqualTo(201);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.expired", "reservation.created");
    }

    @Test
    void a_stale_agent_with_reservations_keeps_its_session_and_its_name() {
        Lock.in(project, "ann").on("src").with("ttl_minutes", 60).take();
        clock.advance(Duration.ofMinutes(6));

        Api.refused(
                Api.json(Map.of("project", project, "session_id", ann.session_id()))
                        .post("/api/agents"),
                409,
                "active_session_conflict");
        assertThat(Api.register(project, "ann").name()).isEqualTo("ann-2");

        Api.ok(Api.in(project).queryParam("agent", "ann").delete("/api/reservations"));
        clock.advance(Duration.ofMinutes(6));
        assertThat(Api.register(project, "ann").name()).isEqualTo("ann");
    }

    @Test
    void a_stale_agent_with_reservations_comes_back_with_its_token() {
        Lock.in(project, "ann").on("src").with("ttl_minutes", 60).take();
        clock.advance(Duration.ofMinutes(6));

        JsonPath back = Api.ok(Api.json(Map.of("project", project, "session_id", ann.session_id()))
                .header("X-Agent-Token", ann.token())
                .post("/api/agents"));

        assertThat(back.getString("agent_id")).isEqualTo(ann.agent_id());
    }

    private boolean isActive(String id) {
        return Api.ok(Api.in(project).get("/api/reservations/{id}", id)).getBoolean("is_active");
    }
}
