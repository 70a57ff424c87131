package dev.intermute.reservation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.store.Writer;
import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a unit of work that fails has changed in memory is taken back along with its rows. */
@QuarkusTest
@WithTestResource(TestServer.class)
class FailedUnitTest {
    @Inject
    Writer writer;

    @Inject
    Leases leases;

    @Inject
    Desk desk;

    private final String project = Api.freshProject();
    private Registered ann;
    private String held;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        Api.register(project, "bob");
        held = Lock.in(project, "ann").on("src").take().getString("id");
    }

    @Test
    void a_lease_whose_end_fails_is_held_and_who_was_served_by_that_waits() {
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                () -> Lock.in(project, "bob").on("src").waiting(60).ask());
        Lock.awaitWaiting(1);

        fail(() -> desk.end(project, List.of(new Desk.Over(lease(), Ending.RELEASED)), leases.now()));

        assertThat(holders()).containsExactly("ann");
        assertThat(inUnit()).extracting(Lease::id).containsExactly(held);
        assertThat(Api.events(project).getList("events.type")).containsExactly("reservation.created");
        Lock.awaitWaiting(1);
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));
        assertThat(waiting.join().statusCode()).isEqualTo(201);
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.released", "reservation.created");
    }

    @Test
    void a_lease_whose_renewal_fails_ends_when_it_did() {
        Lease before = lease();

        fail(() -> leases.put(before.renewed(before.terms(), before.createdAt().plusSeconds(600))));

        assertThat(inUnit()).singleElement().isSameAs(before);
        assertThat(lease()).isSameAs(before);
    }

    @Test
    void a_lease_that_is_over_does_not_end_again() {
        Lease lease = lease();
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", held));

        assertThatThrownBy(() -> write(() -> leases.remove(lease)))
                .hasRootCauseMessage("reservation " + held + " would end twice");
    }

    private void fail(Runnable unit) {
        assertThatThrownBy(() -> write(() -> {
                    unit.run();
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("on purpose");
    }

    private void write(Runnable unit) {
        writer.submit(now -> {
                    unit.run();
                    return null;
                })
                .toCompletableFuture()
                .join();
    }

    private Lease lease() {
        return leases.committed(table -> table.find(held)).orElseThrow();
    }

    private List<Lease> inUnit() {
        return writer.submit(now -> leases.inUnit().of(project))
                .toCompletableFuture()
                .join();
    }

    private List<String> holders() {
        return Api.ok(Api.in(project).get("/api/reservations")).getList("reservations.agent");
    }
}
