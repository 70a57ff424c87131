package dev.intermute.cli.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgoTest {
    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT0.999S, now",
        "PT-0.999S, now",
        "PT1S, 1 s ago",
        "PT59.9S, 59 s ago",
        "PT60S, 1 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT23H59M, 23 h ago",
        "PT24H, 1 d ago",
        "P6DT23H, 6 d ago",
        "P7D, 2026-03-01",
        "P365D, 2025-03-08",
        "PT-1S, in 1 s",
        "PT-59.4S, in 59 s",
        "PT-59.5S, in 1 min",
        "PT-24M-59.9S, in 25 min",
        "PT-25M, in 25 min",
        "PT-59M-40S, in 1 h",
        "PT-23H-40M, in 1 d",
        "P-6DT-23H, in 7 d",
        "P-7D, 2026-03-15"
    })
    void a_time_is_told_by_how_far_it_is(Duration past, String words) {
        assertThat(new Ago(NOW, ZoneOffset.UTC).of(NOW.minus(past))).isEqualTo(words);
    }

    @Test
    void a_date_is_that_of_the_zone() {
        Instant late = Instant.parse("2026-01-01T23:00:00Z");

        assertThat(new Ago(NOW, ZoneId.of("Europe/Berlin")).of(late)).isEqualTo("2026-01-02");
    }
}
