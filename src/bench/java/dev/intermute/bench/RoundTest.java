package dev.intermute.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole rounds, against the responder. How fast they are is not looked at here. */
class RoundTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int SOCKETS = 20;
    private static final double RATE = 100;
    private static final int DUE = 30;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void each_socket_gets_each_message(int threads) throws IOException {
        Map<String, Tally> tallies = run(Scenario.FAN_OUT, OptionalDouble.of(RATE), threads);

        assertThat(tallies.get("send").count()).isEqualTo(DUE);
        assertThat(tallies.get(Round.RECEIPT).count()).isEqualTo(DUE * SOCKETS);
        assertThat(tallies.values()).allMatch(tally -> tally.errors() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_closed_loop_goes_on_until_time_is_up(int threads) throws IOException {
        Tally noop = run(Scenario.NOOP, OptionalDouble.empty(), threads).get("noop");

        assertThat(noop.count()).isGreaterThan(100);
        assertThat(noop.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_open_loop_sends_as_many_as_were_due(int threads) throws IOException {
        Tally sends = run(Scenario.SEND, OptionalDouble.of(RATE), threads).get("send");

        assertThat(sends.count()).isEqualTo(DUE);
    }

    private static Map<String, Tally> run(Scenario scenario, OptionalDouble rate, int threads) throws IOException {
        try (Responder responder = new Responder()) {
            URI url = responder.url();
            MeasuredServer server = MeasuredServer.running("test", url, "/", Optional.empty());
            Volume volume = new Volume(4, rate, 2, Fixture.MESSAGES_A_POSITION, SOCKETS, 64);
            try (Round round = Round.open(url, scenario.plan(server, volume), threads)) {
                return round.run(SHORT).tallies();
            }
        }
    }
}
