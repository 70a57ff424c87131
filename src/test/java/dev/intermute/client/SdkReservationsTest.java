package dev.intermute.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** Reservations through the SDK. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkReservationsTest {
    private final String project = Api.freshProject();
    private IntermuteClient intermute;
    private AgentClient ada;
    private AgentClient bob;

    @BeforeEach
    void register() {
        intermute = Sdk.in(project);
        ada = intermute.register("ada");
        bob = intermute.register("bob");
    }

    @Test
    void a_reservation_is_as_it_was_asked_for() {
        Reservation granted = ada.reserve(ReservationRequest.of("src/**", "docs/?.md")
                .shared()
                .reason("look at it")
                .lasting(Duration.ofMinutes(5))
                .renewOnHeartbeat());

        assertThat(granted.agentId()).isEqualTo(ada.id());
        assertThat(granted.agent()).isEqualTo("ada");
        assertThat(granted.project()).isEqualTo(project);
        assertThat(granted.patterns()).containsExactly("src/**", "docs/?.md");
        assertThat(granted.pathPattern()).isEqualTo("src/**");
        assertThat(granted.exclusive()).isFalse();
        assertThat(granted.shared()).isTrue();
        assertThat(granted.reason()).isEqualTo("look at it");
        assertThat(granted.renewOnHeartbeat()).isTrue();
        assertThat(granted.fence()).isPositive();
        assertThat(Duration.between(granted.createdAt(), granted.expiresAt())).isEqualTo(Duration.ofMinutes(5));
        assertThat(granted.active()).isTrue();
        assertThat(granted.ending()).isEmpty();
        assertThat(intermute.reservations().get(granted.id())).isEqualTo(granted);
    }

    @Test
    void a_conflict_says_who_holds_what_and_how_they_do() {
        Reservation held = ada.reserve(ReservationRequest.of("src/parse").reason("rewrite it"));

        IntermuteException refused = failureOf(() -> bob.reserve("docs", "src/**"));

        assertThat(refused.code()).isEqualTo(ErrorCode.RESERVATION_CONFLICT);
        assertThat(refused.status()).isEqualTo(409);
        Conflict conflict = refused.conflicts().get(0);
        assertThat(conflict.reservationId()).isEqualTo(held.id());
        assertThat(conflict.agentId()).isEqualTo(ada.id());
        assertThat(conflict.heldBy()).isEqualTo("ada");
        assertThat(conflict.pattern()).isEqualTo("src/parse");
        assertThat(conflict.reason()).isEqualTo("rewrite it");
        assertThat(conflict.overlaps()).isEqualTo("src/parse");
        assertThat(conflict.exclusive()).isTrue();
        assertThat(conflict.expiresAt()).isEqualTo(held.expiresAt());
        assertThat(conflict.holderLiveness()).contains(Liveness.ACTIVE);
        assertThat(conflict.holderLastSeen().orElseThrow())
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(conflict.waiting()).isZero();
    }

    @Test
    void whoever_waits_is_granted_when_another_releases() throws Exception {
        Reservation held = ada.reserve("src");

        CompletableFuture<Reservation> waiting = CompletableFuture.supplyAsync(
                () -> bob.reserve(ReservationRequest.of("src").waitUpTo(Duration.ofSeconds(60))));
        Awaitility.await()
                .until(() ->
                        intermute.reservations().check("src").conflicts().get(0).waiting() == 1);
        ada.release(held.id());

        Reservation granted = waiting.get(30, TimeUnit.SECONDS);
        assertThat(granted.agent()).isEqualTo("bob");
        assertThat(granted.fence()).isGreaterThan(held.fence());
    }

    @Test
    void what_stands_in_the_way_is_told_without_reserving() {
        ada.reserve("src");

        assertThat(intermute.reservations().check("src/a", "docs").conflicts()).hasSize(1);
        assertThat(intermute.reservations().check("docs").available()).isTrue();
        assertThat(intermute.reservations().check(List.of("src"), true, "ada").available())
                .isTrue();
        assertThat(intermute.reservations().check(List.of("src"), false, "").available())
                .isFalse();
        assertThat(ada.check("src").available()).isTrue();
        assertThat(bob.check("src").available()).isFalse();
    }

    @Test
    void a_reservation_is_renewed_and_released() {
        Reservation held = ada.reserve(ReservationRequest.of("src").lasting(Duration.ofMinutes(1)));

        Reservation renewed = ada.renew(held.id());
        Reservation longer = ada.renew(held.id(), Duration.ofHours(2));
        Reservation released = ada.release(held.id());

        assertThat(renewed.expiresAt()).isAfterOrEqualTo(held.expiresAt());
        assertThat(longer.expiresAt()).isAfter(held.createdAt().plus(Duration.ofMinutes(119)));
        assertThat(released.active()).isFalse();
        assertThat(released.releasedAt()).isPresent();
        assertThat(released.ending()).contains(Reservation.EndReason.RELEASED);
        assertThat(intermute.reservations().active()).isEmpty();
    }

    @Test
    void reservations_are_listed_and_given_back_at_once() {
        Reservation first = ada.reserve("src");
        Reservation second = ada.reserve("docs");
        bob.reserve("deploy");

        assertThat(intermute.reservations().active()).hasSize(3);
        assertThat(ada.reservations().of("ada")).extracting(Reservation::id).containsExactly(second.id(), first.id());
        assertThat(ada.releaseAll()).isEqualTo(2);
        assertThat(ada.releaseAll()).isZero();
        assertThat(intermute.reservations().active())
                .extracting(Reservation::agent)
                .containsExactly("bob");
        assertThat(intermute.reservations().of(ada.id())).hasSize(2);
    }
}
