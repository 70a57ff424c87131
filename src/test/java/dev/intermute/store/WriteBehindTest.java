package dev.intermute.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What has changed is written, each once, whatever becomes of a batch. */
class WriteBehindTest {
    private final List<Long> written = new ArrayList<>();
    private long spoiled;
    private final WriteBehind<Long> changes = changes(Duration.ZERO);

    @Test
    void what_has_waited_long_enough_is_written_once() {
        changes.add(1L);
        changes.add(2L);

        assertThat(changes.isDue()).isTrue();
        batch();
        batch();
        assertThat(written).containsExactlyInAnyOrder(1L, 2L);
        assertThat(changes.isDue()).isFalse();
    }

    @Test
    void it_waits_for_the_interval_or_the_stop() {
        WriteBehind<Long> patient = changes(Duration.ofHours(1));
        patient.add(1L);

        assertThat(patient.isDue()).isFalse();
        patient.begin();
        assertThat(written).isEmpty();
        patient.close();
        assertThat(patient.isDue()).isTrue();
        patient.begin();
        assertThat(written).containsExactly(1L);
    }

    @Test
    void what_is_over_is_not_written() {
        changes.add(1L);
        changes.forget(1L);

        batch();
        assertThat(written).isEmpty();
    }

    @Test
    void what_is_not_held_any_more_when_the_batch_begins_is_not_written() {
        changes.add(1L);
        changes.add(2L);

        changes.begin(one -> one == 2);
        changes.committed();

        assertThat(written).containsExactly(2L);
        assertThat(changes.isDue()).isFalse();
    }

    @Test
    void a_batch_takes_five_hundred_along() {
        LongStream.rangeClosed(1, 1200).forEach(changes::add);

        batch();
        assertThat(written).hasSize(500);
        batch();
        batch();
        assertThat(written).hasSize(1200).doesNotHaveDuplicates();
    }

    @Test
    void what_a_batch_that_was_given_up_had_is_written_by_the_next_unless_it_is_over_since() {
        changes.add(1L);
        changes.add(2L);
        changes.begin();
        changes.abandoned();
        changes.forget(2L);
        written.clear();

        assertThat(changes.isDue()).isTrue();
        batch();
        assertThat(written).containsExactly(1L);
    }

    @Test
    void what_cant_be_written_is_left_out_and_the_others_are() {
        spoiled = 2;
        LongStream.rangeClosed(1, 3).forEach(changes::add);

        assertThatThrownBy(changes::begin).hasMessage("2 can't be written");
        changes.spoiled();
        written.clear();
        batch();

        assertThat(written).containsExactlyInAnyOrder(1L, 3L);
        assertThat(changes.isDue()).isFalse();
    }

    private void batch() {
        changes.begin();
        changes.committed();
    }

    private WriteBehind<Long> changes(Duration interval) {
        return new WriteBehind<>(interval, one -> {
            if (one == spoiled) {
                throw new IllegalStateException(one + " can't be written");
            }
            written.add(one);
        });
    }
}
