package dev.intermute.reservation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.store.Writer;
import dev.intermute.testing.Api;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom a line serves where more has made room than it was told of. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ServingTest {
    @Inject
    Writer writer;

    @Inject
    Desk desk;

    @Inject
    Leases leases;

    private final String project = Api.freshProject();

    @BeforeEach
    void register() {
        List.of("ann", "bob", "cid", "dan").forEach(name -> Api.register(project, name));
    }

    @Test
    void a_lease_that_is_found_to_be_over_on_the_way_makes_room_for_who_came_before() {
        Lock.in(project, "ann").on("a").with("ttl_minutes", 1).take();
        String held =
                Lock.in(project, "bob").on("b").with("ttl_minutes", 60).take().getString("id");
        CompletableFuture<Response> first = waiting("cid", "a");
        Lock.awaitWaiting(1);
        CompletableFuture<Response> second = waiting("dan", "a", "b");
        Lock.awaitWaiting(2);

        writer.submit(now -> {
                    desk.end(project, List.of(released(held)), now.plus(Duration.ofSeconds(61)));
                    return null;
                })
                .toCompletableFuture()
                .join();

        assertThat(first.join().statusCode()).isEqualTo(201);
        Lock.awaitWaiting(1);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly(
                        "reservation.created",
                        "reservation.created",
                        "reservation.released",
                        "reservation.expired",
                        "reservation.created");
        Api.ok(Api.in(project).queryParam("agent", "cid").delete("/api/reservations"));
        assertThat(second.join().statusCode()).isEqualTo(201);
    }

    private CompletableFuture<Response> waiting(String agent, String... patterns) {
        return CompletableFuture.supplyAsync(
                () -> Lock.in(project, agent).and(patterns).waiting(60).ask());
    }

    private Desk.Over released(String id) {
        return new Desk.Over(leases.inUnit().find(id).orElseThrow(), Ending.RELEASED);
    }
}
