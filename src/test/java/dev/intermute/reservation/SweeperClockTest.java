package dev.intermute.reservation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.SweptProfile;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What nobody asks for any more comes to its end, too. */
@QuarkusTest
@TestProfile(SweptProfile.class)
@WithTestResource(TestServer.class)
class SweeperClockTest {
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
    void what_expires_is_swept_and_told_once() {
        String id =
                Lock.in(project, "ann").on("src").with("ttl_minutes", 1).take().getString("id");

        clock.advance(Duration.ofSeconds(61));

        awaitEnds(1);
        assertThat(Api.events(project).getString("events[1].data.reason")).isEqualTo("ttl");
        assertThat(Api.ok(Api.in(project).get("/api/reservations/{id}", id)).getString("ending"))
                .isEqualTo("ttl");
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", id));
        assertThat(Api.events(project).getList("events")).hasSize(2);
    }

    @Test
    void an_agent_that_sent_heartbeats_and_fell_silent_loses_what_it_holds() {
        Lock.in(project, "ann").on("src").with("ttl_minutes", 60).take();
        Lock.in(project, "bob").on("lib").with("ttl_minutes", 60).take();
        Api.ok(Api.in(project).post("/api/agents/ann/heartbeat"));

        clock.advance(Duration.ofSeconds(301));

        awaitEnds(1);
        assertThat(Api.events(project).getString("events[2].data.reason")).isEqualTo("heartbeat");
        assertThat(Api.events(project).getString("events[2].agent_id")).isEqualTo(ann.agent_id());
        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations.path_pattern"))
                .containsExactly("lib");
    }

    @Test
    void what_ends_in_one_sweep_for_two_reasons_ends_once_and_serves_who_waited_for_both() {
        Lock.in(project, "ann").on("src/a").with("ttl_minutes", 60).take();
        Api.ok(Api.in(project).post("/api/agents/ann/heartbeat"));
        Lock.in(project, "bob").on("src/b").with("ttl_minutes", 1).take();
        Api.register(project, "cid");
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(
                () -> Lock.in(project, "cid").on("src").waiting(60).ask().statusCode());
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                Api.ok(Api.in(project).queryParam("path", "src").get("/api/reservations/check"))
                                        .getList("conflicts.waiting"))
                        .containsExactly(1, 1));

        clock.advance(Duration.ofSeconds(301));

        assertThat(waiting.join()).isEqualTo(201);
        assertThat(Api.events(project).getList("events.type", String.class).stream()
                        .sorted()
                        .toList())
                .containsExactly(
                        "reservation.created",
                        "reservation.created",
                        "reservation.created",
                        "reservation.expired",
                        "reservation.expired");
    }

    @Test
    void any_sign_of_life_keeps_what_it_holds() {
        Lock.in(project, "ann").on("src").with("ttl_minutes", 60).take();
        Api.ok(Api.in(project).post("/api/agents/ann/heartbeat"));

        clock.advance(Duration.ofSeconds(200));
        Lock.in(project, "ann").on("docs").take();
        String witness =
                Lock.in(project, "bob").on("lib").with("ttl_minutes", 1).take().getString("id");
        clock.advance(Duration.ofSeconds(200));

        Awaitility.await()
                .untilAsserted(() -> assertThat(Api.ok(Api.in(project).get("/api/reservations/{id}", witness))
                                .getString("ending"))
                        .isEqualTo("ttl"));
        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations.path_pattern"))
                .containsExactly("docs", "src");
    }

    private void awaitEnds(int count) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(Api.events(project).getList("events.type", String.class).stream()
                                .filter("reservation.expired"::equals)
                                .count())
                        .isEqualTo(count));
    }
}
