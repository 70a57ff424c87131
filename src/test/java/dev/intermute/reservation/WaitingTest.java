package dev.intermute.reservation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Whoever waits stands in line, and is served by what makes room. */
@QuarkusTest
@WithTestResource(TestServer.class)
class WaitingTest {
    private final String project = Api.freshProject();
    private Registered ann;
    private String held;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        Api.register(project, "bob");
        Api.register(project, "cid");
        held = Lock.in(project, "ann").on("src").take().getString("id");
    }

    @Test
    void a_release_grants_what_waited_for_it_in_the_same_transaction() {
        CompletableFuture<Response> waiting =
                ask(Lock.in(project, "bob").on("src/a").waiting(60));
        Lock.awaitWaiting(1);

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));

        assertThat(waiting.join().statusCode()).isEqualTo(201);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.released", "reservation.created");
        assertThat(Api.events(project).getList("events.created_at").subList(1, 3))
                .containsOnly(Api.events(project).getString("events[1].created_at"));
    }

    @Test
    void what_nothing_stands_in_the_way_of_is_granted_at_once() {
        Lock.in(project, "bob").on("docs").waiting(60).take();
    }

    @Test
    void who_waited_in_vain_is_told_what_stood_in_the_way() {
        Api.refused(Lock.in(project, "bob").on("src").waiting(1).ask(), 409, "reservation_conflict")
                .body("conflicts[0].held_by", equalTo("ann"));

        Lock.awaitWaiting(0);
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations"))
                .isEmpty();
    }

    @Test
    void the_line_is_served_by_arrival() {
        List<CompletableFuture<Response>> line = new ArrayList<>();
        List<String> names = List.of("bob", "cid", "dan", "eve");
        Api.register(project, "dan");
        Api.register(project, "eve");
        for (String name : names) {
            line.add(ask(Lock.in(project, name).on("src").waiting(60)));
            Lock.awaitWaiting(line.size());
        }

        String owner = "ann";
        String id = held;
        for (int i = 0; i < names.size(); i++) {
            Api.ok(Api.in(project).queryParam("agent", owner).delete("/api/reservations/{id}", id));
            Response granted = line.get(i).join();
            assertThat(granted.statusCode()).isEqualTo(201);
            assertThat(granted.jsonPath().getString("agent")).isEqualTo(names.get(i));
            assertThat(holders()).containsExactly(names.get(i));
            owner = names.get(i);
            id = granted.jsonPath().getString("id");
        }
    }

    @Test
    void a_request_with_many_patterns_isnt_passed_by_who_waits_behind_it() {
        String second = Lock.in(project, "cid").on("lib").take().getString("id");
        CompletableFuture<Response> both =
                ask(Lock.in(project, "bob").on("src").and("lib").waiting(60));
        Lock.awaitWaiting(1);
        Api.register(project, "dan");
        CompletableFuture<Response> behind =
                ask(Lock.in(project, "dan").on("src").waiting(60));
        Lock.awaitWaiting(2);

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        assertThat(holders()).containsExactly("cid");

        Api.ok(Api.in(project).queryParam("agent", "cid").delete("/api/reservations/{id}", second));
        assertThat(both.join().statusCode()).isEqualTo(201);
        assertThat(holders()).containsExactly("bob");
        Api.ok(Api.in(project).queryParam("agent", "bob").delete("/api/reservations"));
        assertThat(behind.join().statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_hangs_up_leaves_the_line_and_those_behind_are_served(boolean reset) throws IOException {
        Lock.in(project, "cid").on("lib").take();
        PlainConnection first = new PlainConnection("http://127.0.0.1:" + RestAssured.port);
        first.write(first.request(
                "/api/reservations",
                "{\"project\":\"%s\",\"agent\":\"bob\",\"path\":\"lib\",\"glob_patterns\":[\"docs\"],\"wait_seconds\":60}"
                        .formatted(project)));
        Lock.awaitWaiting(1);
        Api.register(project, "dan");
        CompletableFuture<Response> behind =
                ask(Lock.in(project, "dan").on("docs").waiting(60));
        Lock.awaitWaiting(2);

        if (reset) {
            first.reset();
        } else {
            first.close();
        }

        assertThat(behind.join().statusCode()).isEqualTo(201);
        Lock.awaitWaiting(0);
    }

    @Test
    void shared_requests_are_granted_together() {
        Api.register(project, "dan");
        CompletableFuture<Response> one =
                ask(Lock.in(project, "bob").on("src").shared().waiting(60));
        CompletableFuture<Response> two =
                ask(Lock.in(project, "dan").on("src").shared().waiting(60));
        Lock.awaitWaiting(2);

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));

        assertThat(one.join().statusCode()).isEqualTo(201);
        assertThat(two.join().statusCode()).isEqualTo(201);
    }

    @Test
    void ten_of_an_agent_may_wait_and_the_next_is_refused_at_once() {
        List<CompletableFuture<Response>> line = IntStream.range(0, 10)
                .mapToObj(i -> ask(Lock.in(project, "bob").on("src/" + i).waiting(60)))
                .toList();
        Lock.awaitWaiting(10);

        Api.refused(Lock.in(project, "bob").on("src/10").waiting(60).ask(), 409, "reservation_conflict");

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        assertThat(line).allMatch(waiting -> waiting.join().statusCode() == 201);
    }

    @Test
    void the_limit_counts_again_when_it_is_granted() {
        IntStream.range(0, 99).forEach(i -> Lock.in(project, "bob").on("f" + i).take());
        CompletableFuture<Response> one =
                ask(Lock.in(project, "bob").on("src/1").waiting(60));
        Lock.awaitWaiting(1);
        CompletableFuture<Response> two =
                ask(Lock.in(project, "bob").on("src/2").waiting(60));
        Lock.awaitWaiting(2);
        CompletableFuture<Response> behind =
                ask(Lock.in(project, "cid").on("src/2").waiting(60));
        Lock.awaitWaiting(3);

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));

        assertThat(one.join().statusCode()).isEqualTo(201);
        Api.refused(two.join(), 422, "reservation_limit");
        assertThat(behind.join().statusCode()).isEqualTo(201);
    }

    @Test
    void the_same_request_twice_in_the_line_is_one_reservation() {
        CompletableFuture<Response> one = ask(Lock.in(project, "bob").on("src").waiting(60));
        Lock.awaitWaiting(1);
        CompletableFuture<Response> two = ask(Lock.in(project, "bob").on("src").waiting(60));
        Lock.awaitWaiting(2);

        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));

        assertThat(one.join().statusCode()).isEqualTo(201);
        assertThat(two.join().statusCode()).isEqualTo(200);
        assertThat(two.join().jsonPath().getString("id"))
                .isEqualTo(one.join().jsonPath().getString("id"));
    }

    @Test
    void who_gets_what_it_waits_for_by_another_request_waits_no_longer() {
        Lock.in(project, "cid").on("docs").take();
        CompletableFuture<Response> cid =
                ask(Lock.in(project, "cid").on("src").and("lib").waiting(60));
        Lock.awaitWaiting(1);
        CompletableFuture<Response> behind =
                ask(Lock.in(project, "bob").on("lib").waiting(60));
        Lock.awaitWaiting(2);

        JsonPath granted = Lock.in(project, "bob").on("lib").take();

        assertThat(behind.join().statusCode()).isEqualTo(200);
        assertThat(behind.join().jsonPath().getString("id")).isEqualTo(granted.getString("id"));
        Lock.awaitWaiting(1);
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        Api.ok(Api.local()
                .queryParam("project", project)
                .queryParam("agent", "bob")
                .delete("/api/reservations"));
        assertThat(cid.join().statusCode()).isEqualTo(201);
    }

    @Test
    void a_renewal_makes_no_room() {
        CompletableFuture<Response> waiting =
                ask(Lock.in(project, "bob").on("src").waiting(60));
        Lock.awaitWaiting(1);

        Api.ok(Api.as(ann).post("/api/reservations/{id}/renew", held));

        Lock.awaitWaiting(1);
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        assertThat(waiting.join().statusCode()).isEqualTo(201);
    }

    /** Decided by the time that a release is answered. */
    private List<String> holders() {
        return Api.ok(Api.in(project).get("/api/reservations")).getList("reservations.agent");
    }

    private static CompletableFuture<Response> ask(Lock lock) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(lock.ask());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }
}
