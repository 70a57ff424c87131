package dev.intermute.reservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ends that signs of life have moved are written, each once, whatever becomes of a batch. */
class ProlongedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Long> written = new ArrayList<>();
    private long spoiled;
    private final Prolonged prolonged = prolonged(Duration.ZERO);

    @Test
    void what_has_waited_long_enough_is_written_once() {
        prolonged.add(lease(1));
        prolonged.add(lease(2));

        assertThat(prolonged.isDue()).isTrue();
        batch();
        batch();
        assertThat(written).containsExactlyInAnyOrder(1L, 2L);
        assertThat(prolonged.isDue()).isFalse();
    }

    @Test
    void it_waits_for_the_flush_interval_or_the_stop() {
        Prolonged patient = prolonged(Duration.ofHours(1));
        patient.add(lease(1));

        assertThat(patient.isDue()).isFalse();
        patient.write();
        assertThat(written).isEmpty();
        patient.close();
        assertThat(patient.isDue()).isTrue();
        patient.write();
        assertThat(written).containsExactly(1L);
    }

    @Test
    void what_is_over_is_not_written() {
        Lease over = lease(1);
        prolonged.add(over);
        prolonged.forget(over);

        batch();
        assertThat(written).isEmpty();
    }

    @Test
    void a_batch_takes_five_hundred_along() {
        LongStream.rangeClosed(1, 1200).forEach(fence -> prolonged.add(lease(fence)));

        batch();
        assertThat(written).hasSize(500);
        batch();
        batch();
        assertThat(written).hasSize(1200).doesNotHaveDuplicates();
    }

    @Test
    void what_a_batch_that_was_given_up_had_is_written_by_the_next() {
        prolonged.add(lease(1));
        prolonged.write();
        prolonged.abandoned();

        assertThat(prolonged.isDue()).isTrue();
        batch();
        assertThat(written).containsExactly(1L, 1L);
    }

    @Test
    void what_cant_be_written_is_left_out_and_the_others_are() {
        spoiled = 2;
        LongStream.rangeClosed(1, 3).forEach(fence -> prolonged.add(lease(fence)));

        assertThatThrownBy(prolonged::write).hasMessage("fence 2");
        prolonged.spoiled();
        written.clear();
        batch();

        assertThat(written).containsExactlyInAnyOrder(1L, 3L);
        assertThat(prolonged.isDue()).isFalse();
    }

    private void batch() {
        prolonged.write();
        prolonged.written();
    }

    private Prolonged prolonged(Duration flushInterval) {
        ReservationRepository rows = new ReservationRepository(null) {
            @Override
            void prolong(String project, long fence, Instant expiresAt) {
                if (fence == spoiled) {
                    throw new IllegalStateException("fence " + fence);
                }
                written.add(fence);
            }
        };
        return new Prolonged(rows, flushInterval);
    }

    private static Lease lease(long fence) {
        Claim claim = new ClaimReader().read(List.of(new ClaimReader.Written("path", "src")), true);
        Terms terms = new Terms(Duration.ofMinutes(1), null, true);
        return new Lease("p", "id" + fence, "ann", claim, terms, NOW, NOW.plusSeconds(60), fence);
    }
}
