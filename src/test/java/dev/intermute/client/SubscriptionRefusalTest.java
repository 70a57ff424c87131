package dev.intermute.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.RawFrame;

import static org.assertj.core.api.Assertions.assertThat;

/** Services that refuse to open a subscription, for good or for now. */
class SubscriptionRefusalTest extends SubscriptionCase {
    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "401, unauthorized",
        "403, project_forbidden",
        "403, agent_mismatch",
        "404, not_found",
        "410, cursor_expired",
        "426, upgrade_required"
    })
    void a_refusal_that_will_not_pass_ends_it_in_the_services_words(int status, String code) throws Exception {
        Subscription subscription = subscribe(Subscribe.after(5));

        service.answer(
                status,
                "Content-Type: application/json\r\n",
                "{\"error\":\"" + code + "\",\"message\":\"Because.\",\"oldest_cursor\":9}");

        assertThat(failure(subscription)).isInstanceOfSatisfying(IntermuteException.class, e -> {
            assertThat(e.code().wire()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(status);
            assertThat(e).hasMessage("Because.");
            assertThat(e.oldestCursor()).hasValue(9);
        });
        assertThat(told).isEmpty();
        assertThat(subscription.cursor()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"200, <html>", "404, <html>", "302, ''"})
    void what_is_no_answer_of_this_service_ends_it(int status, String body) throws Exception {
        Subscription subscription = subscribe(Subscribe.after(0));

        service.answer(status, "", body);

        assertThat(failure(subscription))
                .isInstanceOfSatisfying(
                        IntermuteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE));
    }

    @ParameterizedTest
    @CsvSource({
        "429, <html>, unintelligible",
        "500, '{\"error\":\"internal_error\"}', internal_error",
        "502, <html>, connection_lost",
        "503, '{\"error\":\"overloaded\"}', overloaded",
        "503, '{\"error\":\"storage_unavailable\"}', storage_unavailable"
    })
    void a_refusal_that_passes_is_followed_by_another_attempt(int status, String body, String code) {
        subscribe(Subscribe.after(0));
        service.answer(status, "", body);

        service.accept().send(1);

        seen.awaitCursors(1L);
        assertThat(told).hasSize(2).first().asString().startsWith(code + ": ");
    }

    @Test
    void types_that_the_service_does_not_know_end_it_in_the_services_words() throws Exception {
        Subscription subscription = subscribe(Subscribe.after(5).types("message.creatd"));

        service.accept()
                .send(RawFrame.text("{\"type\":\"error\",\"error\":\"invalid_request\",\"message\":\"No such type.\"}")
                        .unmasked());

        assertThat(failure(subscription)).isInstanceOfSatisfying(IntermuteException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e).hasMessage("No such type.");
        });
        assertThat(told).isEmpty();
    }

    @Test
    void a_service_that_says_when_is_not_asked_before() {
        subscribe(Subscribe.after(0));
        long began = System.nanoTime();
        service.answer(503, "Retry-After: 1\r\n", "{\"error\":\"overloaded\"}");

        service.accept();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void a_key_that_is_good_no_more_ends_it() throws Exception {
        Subscription subscription = subscribe(Subscribe.after(0));

        service.accept().send(1).leave(1008, "The key is good no more.");
        service.answer(401, "", "{\"error\":\"unauthorized\",\"message\":\"Because.\"}");

        assertThat(failure(subscription)).isInstanceOfSatisfying(IntermuteException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(e).hasMessage("Because.");
        });
        assertThat(subscription.cursor()).isEqualTo(1);
    }

    @Test
    void whoever_was_taken_for_silent_comes_back() {
        subscribe(Subscribe.after(0));
        service.accept().send(1).leave(1008, "silent for too long; answer pings");

        service.accept().send(2);

        seen.awaitCursors(1L, 2L);
    }

    @Test
    void a_client_that_repeats_no_call_pauses_between_connections_all_the_same() {
        try (IntermuteClient once =
                IntermuteClient.at(service.url()).retry(RetryPolicy.never()).open()) {
            long began = System.nanoTime();
            once.events().subscribe(Subscribe.after(0), seen);
            service.answer(503, "", "");
            service.answer(503, "", "");

            service.accept();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(300));
        }
    }
}
