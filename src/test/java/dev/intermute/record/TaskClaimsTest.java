package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What units of work do to claims, until it is on disk. */
class TaskClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TaskClaims claims = new TaskClaims(null, null, InstantSource.fixed(NOW), Settings::new);

    @Test
    void what_a_failed_unit_did_is_taken_back_and_what_a_failed_batch_did_too() {
        claims.begin(NOW);
        claims.changing(claimed(1, "ada"));
        int mark = claims.mark();
        claims.handOver("p", "ada", "id-of-ada");
        claims.changing(claimed(2, "bob"));
        assertThat(claims.inUnit().find(1)).map(TaskClaim::agent).contains("id-of-ada");
        assertThat(claims.inUnit().find(2)).isPresent();

        claims.rewind(mark);

        assertThat(claims.inUnit().find(1)).map(TaskClaim::agent).contains("ada");
        assertThat(claims.inUnit().find(2)).isEmpty();
        assertThat(claims.committedClaims()).isEmpty();

        claims.abandoned();

        assertThat(claims.inUnit().find(1)).isEmpty();
        assertThat(claims.inUnit().over("p", Instant.MAX, 1)).isEmpty();
    }

    @Test
    void only_the_claims_of_a_name_in_one_project_are_handed_over() {
        claims.begin(NOW);
        claims.changing(claimed(1, "ada"));
        claims.changing(claimed(2, "bob"));

        claims.handOver("q", "ada", "id-of-ada");
        claims.handOver("p", "bob", "id-of-bob");

        assertThat(claims.inUnit().find(1)).map(TaskClaim::agent).contains("ada");
        assertThat(claims.inUnit().find(2)).map(TaskClaim::agent).contains("id-of-bob");
        assertThat(claims.inUnit().find(2)).map(TaskClaim::expiresAt).contains(NOW.plus(Duration.ofMinutes(5)));
    }

    private static Task claimed(long seq, String agent) {
        Task task = new Task();
        task.project = "p";
        task.seq = seq;
        task.id = "t" + seq;
        task.claim(agent, agent, Duration.ofMinutes(5), NOW);
        return task;
    }

    private static final class Settings implements RecordConfig.Record {
        @Override
        public Duration sweepInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration flushInterval() {
            return Duration.ofSeconds(5);
        }
    }
}
