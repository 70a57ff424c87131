package dev.intermute.client;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** What is wrong by itself is refused where it is given, not on the wire. */
class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:7338",
                "127.0.0.1",
                "ftp://localhost",
                "http:///path",
                "http://my_host:7338",
                "http://a b",
                "http://localhost:99999",
                "http://localhost/?project=demo",
                "http://localhost/#top",
                "http://ada:secret@localhost"
            })
    void an_address_of_no_service_is_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntermuteClient.at(url))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "secret\n", "secret\r\nX-Other: 1", "sécret", " secret"})
    void a_key_or_token_that_no_header_can_hold_is_refused_and_not_told(String secret) {
        IntermuteClient.Builder builder = IntermuteClient.at("http://localhost");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.key(secret))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("cret"));
        if (!secret.isEmpty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.open().agent("ada", secret))
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("cret"));
        }
    }

    @Test
    void times_and_pages_that_make_no_sense_are_refused() {
        IntermuteClient.Builder builder = IntermuteClient.at("http://localhost");

        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)));
        for (Duration absurd : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            ReservationRequest request = ReservationRequest.of("src");
            assertThatIllegalArgumentException().isThrownBy(() -> request.waitUpTo(absurd));
            assertThatIllegalArgumentException().isThrownBy(() -> request.lasting(absurd));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Page(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Page(0, -1));
    }

    @Test
    void a_call_says_whom_it_is_about() {
        IntermuteClient client = IntermuteClient.at("http://localhost").open();

        assertThatIllegalArgumentException().isThrownBy(() -> client.agents().get(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> client.messages().get(""));
        assertThatIllegalArgumentException().isThrownBy(() -> client.agent("", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> client.agents().withCapability(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.reservations().of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.reservations().check("src", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> client.agents().get("\ud800"));
    }

    @Test
    void what_must_be_there_is_missed_at_once() {
        IntermuteClient.Builder builder = IntermuteClient.at("http://localhost");

        assertThatNullPointerException().isThrownBy(() -> builder.project(null));
        assertThatNullPointerException().isThrownBy(() -> builder.retry(null));
        assertThatNullPointerException().isThrownBy(() -> Subscribe.fromNow().onOutage(null));
        assertThatNullPointerException().isThrownBy(() -> Subscribe.fromNow().onResumed(null));
        assertThatNullPointerException()
                .isThrownBy(() -> builder.open().events().subscribe(Subscribe.after(0), null));
    }

    @Test
    void a_client_that_is_closed_sends_nothing_any_more() {
        IntermuteClient client = IntermuteClient.at("http://127.0.0.1:1").open();
        AgentClient agent = client.agent("ada", "");

        client.close();

        assertThatIllegalStateException().isThrownBy(client::health);
        assertThatIllegalStateException().isThrownBy(agent::heartbeat);
    }

    @Test
    void a_registration_does_not_print_its_token() {
        assertThat(new Registered("id", "session", "ada", "the-token", 0, "").toString())
                .doesNotContain("the-token")
                .contains("ada");
    }

    @Test
    void a_length_of_time_is_never_cut_short() {
        assertThat(Wire.minutes(Duration.ofSeconds(90))).isEqualTo(2);
        assertThat(Wire.minutes(Duration.ofMinutes(2))).isEqualTo(2);
        assertThat(Wire.seconds(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(Wire.seconds(Duration.ZERO)).isZero();
    }
}
