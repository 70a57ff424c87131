package dev.intermute.reservation;

import java.time.Instant;
import java.util.Map;

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
class RenewTest {
    private final String project = Api.freshProject();
    private Registered ann;
    private Registered bob;
    private JsonPath lease;

    @BeforeEach
    void reserve() {
        ann = Api.register(project, "ann");
        bob = Api.register(project, "bob");
        lease = Lock.in(project, "ann").on("src").with("ttl_minutes", 5).take();
    }

    @Test
    void a_renewal_gives_the_full_time_again() {
        JsonPath renewed = Api.ok(Api.as(ann).post("/api/reservations/{id}/renew", lease.getString("id")));

        assertThat(end(renewed)).isAfter(end(lease));
        assertThat(renewed.getString("created_at")).isEqualTo(lease.getString("created_at"));
        assertThat(renewed.getLong("fence")).isEqualTo(lease.getLong("fence"));
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.renewed");
    }

    @Test
    void a_renewal_never_shortens_but_its_time_counts_from_then_on() {
        JsonPath shorter = renew(1);
        assertThat(shorter.getString("expires_at")).isEqualTo(lease.getString("expires_at"));

        JsonPath longer = renew(60);
        assertThat(end(longer)).isAfter(end(lease));
    }

    @Test
    void a_time_below_a_minute_is_400() {
        Api.invalid(
                Api.as(ann)
                        .contentType("application/json")
                        .body(Map.of("ttl_minutes", 0))
                        .post("/api/reservations/{id}/renew", lease.getString("id")),
                "ttl_minutes");
    }

    @Test
    void only_the_owner_renews() {
        String id = lease.getString("id");
        Api.refused(Api.as(bob).post("/api/reservations/{id}/renew", id), 403, "not_the_owner");
        Api.refused(Api.local().post("/api/reservations/{id}/renew", id), 403, "not_the_owner");
        Api.ok(Api.local().queryParam("agent", "ann").post("/api/reservations/{id}/renew", id));
    }

    @Test
    void what_is_over_is_409_and_what_is_unknown_404() {
        String id = lease.getString("id");
        Api.ok(Api.as(ann).delete("/api/reservations/{id}", id));

        Api.refused(Api.as(ann).post("/api/reservations/{id}/renew", id), 409, "reservation_ended");
        Api.refused(Api.as(bob).post("/api/reservations/{id}/renew", id), 403, "not_the_owner");
        Api.refused(Api.as(ann).post("/api/reservations/{id}/renew", "nothing"), 404, "reservation_not_found");
    }

    private JsonPath renew(int minutes) {
        return Api.ok(Api.as(ann)
                .contentType("application/json")
                .body(Map.of("ttl_minutes", minutes))
                .post("/api/reservations/{id}/renew", lease.getString("id")));
    }

    private static Instant end(JsonPath lease) {
        return Instant.parse(lease.getString("expires_at"));
    }
}
