package dev.intermute.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    private static final long START = -5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    @Test
    void an_open_loop_has_as_many_requests_due_as_its_rate_says() {
        Schedule schedule = new OpenLoop(START, START + 2 * SECOND, 500);

        int taken = takeAll(schedule, START + 2 * SECOND);

        assertThat(taken).isEqualTo(1000);
        assertThat(schedule.isOver(START)).isTrue();
        assertThat(schedule.missed()).isZero();
    }

    @Test
    void a_request_that_waited_counts_from_when_it_was_due() {
        Schedule schedule = new OpenLoop(START, START + SECOND, 100);
        schedule.take(START);

        long stalledUntil = START + 500 * MILLI;

        assertThat(schedule.take(stalledUntil)).isEqualTo(START + 10 * MILLI);
        assertThat(schedule.take(stalledUntil)).isEqualTo(START + 20 * MILLI);
    }

    @Test
    void nothing_is_due_before_its_time() {
        Schedule schedule = new OpenLoop(START, START + SECOND, 100);

        assertThat(schedule.isDue(START - 1)).isFalse();
        assertThat(schedule.isDue(START)).isTrue();
        schedule.take(START);
        assertThat(schedule.isDue(START + 10 * MILLI - 1)).isFalse();
        assertThat(schedule.isDue(START + 10 * MILLI)).isTrue();
    }

    @Test
    void what_was_never_taken_is_missed() {
        Schedule schedule = new OpenLoop(START, START + SECOND, 100);
        schedule.take(START);

        assertThat(schedule.missed()).isEqualTo(99);
        assertThat(schedule.isOver(START + 10 * SECOND)).isFalse();
    }

    @Test
    void the_next_beat_is_the_first_due_time_after_now() {
        Schedule schedule = new OpenLoop(START, START + SECOND, 100);

        assertThat(schedule.nextAfter(START - SECOND)).isEqualTo(START);
        assertThat(schedule.nextAfter(START)).isEqualTo(START + 10 * MILLI);
        assertThat(schedule.nextAfter(START + 15 * MILLI)).isEqualTo(START + 20 * MILLI);
        assertThat(schedule.nextAfter(START + SECOND)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_share_of_no_connection_has_nothing_due() {
        Schedule schedule = Pace.perSecond(1000).schedule(START, START + SECOND, 0);

        assertThat(schedule.isOver(START)).isTrue();
        assertThat(schedule.isDue(START + SECOND)).isFalse();
        assertThat(schedule.nextAfter(START)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_closed_loop_is_due_at_any_moment_until_its_end() {
        Schedule schedule = Pace.asAnswered().schedule(START, START + SECOND, 1);

        assertThat(schedule.isDue(START)).isTrue();
        assertThat(schedule.take(START + 3)).isEqualTo(START + 3);
        assertThat(schedule.isOver(START + SECOND - 1)).isFalse();
        assertThat(schedule.isOver(START + SECOND)).isTrue();
    }

    @Test
    void a_limited_closed_loop_ends_with_its_last_request() {
        Schedule schedule = Pace.times(3).schedule(START, START + SECOND, 0.5);

        assertThat(takeAll(schedule, START)).isEqualTo(2);
        assertThat(schedule.isOver(START)).isTrue();
    }

    private static int takeAll(Schedule schedule, long now) {
        int taken = 0;
        while (schedule.isDue(now)) {
            schedule.take(now);
            taken++;
        }
        return taken;
    }
}
