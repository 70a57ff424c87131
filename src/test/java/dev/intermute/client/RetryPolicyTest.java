package dev.intermute.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryPolicyTest {
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    @Provide
    static Arbitrary<RetryPolicy> policies() {
        Arbitrary<Long> nanos = Arbitraries.longs().between(1, DAY_NANOS);
        return Combinators.combine(Arbitraries.integers().between(1, 50), nanos, nanos)
                .as((attempts, one, other) -> new RetryPolicy(
                        attempts, Duration.ofNanos(Math.min(one, other)), Duration.ofNanos(Math.max(one, other))));
    }

    @Property
    void no_pause_is_longer_than_the_longest_nor_shorter_than_half_of_what_it_has_grown_to(
            @ForAll("policies") RetryPolicy policy, @ForAll @IntRange(min = 1) int failed, @ForAll Random random) {
        double grown = policy.firstPause().toNanos() * Math.pow(2, Math.min(failed - 1, 20));
        double full = Math.min(grown, policy.longestPause().toNanos());

        Duration pause = policy.backoff(failed, random);

        assertThat(pause).isLessThanOrEqualTo(policy.longestPause());
        assertThat((double) pause.toNanos()).isBetween(Math.floor(full / 2) - 1, full);
    }

    @Property
    void what_the_service_asks_for_is_waited_for_where_it_is_not_too_long(
            @ForAll("policies") RetryPolicy policy,
            @ForAll @LongRange(min = 0, max = 200_000) long seconds,
            @ForAll Random random) {
        Duration asked = Duration.ofSeconds(seconds);

        Optional<Duration> pause = policy.pauseAfter(1, Optional.of(asked), random);

        boolean tooLong = asked.compareTo(policy.longestPause()) > 0;
        assertThat(pause.isPresent()).isEqualTo(policy.attempts() > 1 && !tooLong);
        pause.ifPresent(wait -> assertThat(wait).isBetween(asked, policy.longestPause()));
    }

    @Property
    void there_are_as_many_attempts_as_there_may_be(@ForAll("policies") RetryPolicy policy, @ForAll Random random) {
        int made = 1;
        while (policy.pauseAfter(made, Optional.empty(), random).isPresent()) {
            made++;
        }

        assertThat(made).isEqualTo(policy.attempts());
    }

    @Test
    void pauses_differ_from_client_to_client() {
        RetryPolicy policy = RetryPolicy.standard();

        assertThat(policy.backoff(3, new Random(1))).isNotEqualTo(policy.backoff(3, new Random(2)));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, Duration.ZERO, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, second, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(1, second, Duration.ofDays(2)));
    }
}
