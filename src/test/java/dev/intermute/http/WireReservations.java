package dev.intermute.http;

import java.time.Duration;
import java.util.Map;

import io.restassured.response.Response;

import dev.intermute.agent.RegisterAnswer;
import dev.intermute.reservation.ReservationListResource.Availability;
import dev.intermute.reservation.ReservationListResource.ReservationList;
import dev.intermute.reservation.ReservationResource.Released;
import dev.intermute.reservation.ReservationResource.RenewRequest;
import dev.intermute.reservation.ReservationView;
import dev.intermute.reservation.ReserveRequest;
import dev.intermute.testing.Api;

import static org.assertj.core.api.Assertions.assertThat;

/** The reservations of {@link WireTypesTest}. */
final class WireReservations {
    private final WireClient client;
    private final SeenTypes seen;

    WireReservations(WireClient client, SeenTypes seen) {
        this.client = client;
        this.seen = seen;
    }

    /** One that stands in another's way, and is released; its time runs out only where a test moves the clock. */
    void seeAll() {
        ReservationView held = seen.see(
                ReservationView.class, client.post("/api/reservations", client.reservation("src", WireClient.TEXT)));
        seen.see(
                Availability.class,
                client.in()
                        .queryParam("pattern", "src")
                        .queryParam("agent", "bob")
                        .get("/api/reservations/check"));
        Response refused = client.post("/api/reservations", Map.of("agent", "bob", "path", "src/a"));
        Api.refused(refused, 409, "reservation_conflict");
        seen.see(ErrorBody.class, refused);
        seen.see(ReservationList.class, client.get("/api/reservations"));
        client.get("/api/events").jsonPath().getList("events.data", Map.class).stream()
                .filter(data -> data != null && data.containsKey("fence"))
                .forEach(data -> seen.see(WireTypes.LEASE_DATA, seen.text(data)));
        seen.see(ReservationView.class, client.as("ada").delete("/api/reservations/" + held.id()));
        seen.see(Released.class, client.in().queryParam("agent", "ada").delete("/api/reservations"));
    }

    /** Sends what reservations take, with all that it may have, and checks that it arrives. */
    void readWhole() {
        seen.see(RegisterAnswer.class, client.post("/api/agents", client.named("ada")));
        ReserveRequest request = given(client.reservation("docs", "lib"));

        ReservationView held =
                seen.see(ReservationView.class, client.body(request).post("/api/reservations"));

        assertThat(held)
                .usingRecursiveComparison()
                .comparingOnlyFields("project", "pathPattern", "exclusive", "shared", "reason", "renewOnHeartbeat")
                .isEqualTo(request);
        assertThat(held.agent()).isEqualTo(request.agent());
        assertThat(held.patterns()).containsExactly("docs", "lib");
        assertThat(Duration.between(held.createdAt(), held.expiresAt())).isEqualTo(Duration.ofMinutes(5));
        Api.invalid(
                client.post("/api/reservations", Map.of("agent", "ada", "path", "a", "wait_seconds", 61)),
                "wait_seconds");
        RenewRequest longer = given(new RenewRequest(60L, client.project));
        ReservationView renewed = seen.see(
                ReservationView.class,
                client.body(longer).header("X-Agent-ID", "ada").post("/api/reservations/" + held.id() + "/renew"));
        assertThat(renewed.expiresAt()).isAfter(held.expiresAt().plus(Duration.ofMinutes(54)));
    }

    private <T> T given(T request) {
        seen.note(request);
        return request;
    }
}
