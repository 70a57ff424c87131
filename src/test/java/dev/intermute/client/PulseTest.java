package dev.intermute.client;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PulseTest {
    private static final Duration SILENCE = Duration.ofSeconds(65);
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private Duration now = Duration.ZERO;
    private final Pulse pulse = new Pulse(SILENCE, SETTLING, () -> now.toNanos());

    @BeforeEach
    void open() {
        pulse.opened();
    }

    @Test
    void a_new_connection_is_in_doubt_until_the_service_answers() {
        assertThat(pulse.patience()).isEqualTo(SETTLING);

        pulse.asked();
        answer();

        assertThat(pulse.isDoubtful()).isFalse();
        assertThat(pulse.patience()).isEqualTo(SILENCE);
    }

    @Test
    void an_answer_to_nothing_settles_nothing() {
        answer();

        assertThat(pulse.isDoubtful()).isTrue();
    }

    @Test
    void what_was_there_already_raises_a_doubt_that_an_earlier_question_does_not_settle() {
        settle();

        pulse.waits();
        pulse.got();
        pulse.brought();
        assertThat(pulse.isDoubtful()).isTrue();
        answer();

        assertThat(pulse.isDoubtful()).isTrue();
        pulse.asked();
        answer();
        assertThat(pulse.isDoubtful()).isFalse();
    }

    @Test
    void what_comes_while_the_reader_waits_raises_none() {
        settle();

        pulse.waits();
        aMoment();
        pulse.got();
        pulse.brought();

        assertThat(pulse.isDoubtful()).isFalse();
    }

    @Test
    void a_reader_that_takes_its_time_is_behind() {
        settle();

        aMoment();
        pulse.waits();

        assertThat(pulse.isDoubtful()).isTrue();
    }

    private void settle() {
        pulse.asked();
        answer();
        assertThat(pulse.isDoubtful()).isFalse();
    }

    private void answer() {
        pulse.waits();
        pulse.got();
        pulse.answered();
    }

    private void aMoment() {
        now = now.plusMillis(100);
    }
}
