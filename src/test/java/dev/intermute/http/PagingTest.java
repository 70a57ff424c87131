package dev.intermute.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PagingTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void an_absent_limit_is_the_default(String text) {
        assertThat(Paging.limit(text, 42)).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "' 7 ', 7", "1000, 1000", "1001, 1000", "2147483648, 1000", "99999999999999999999, 1000"})
    void a_limit_above_1000_is_cut(String text, int limit) {
        assertThat(Paging.limit(text, 42)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-99999999999999999999", "x", "1.5", "1e3", "0x10", "1 2", "１ x"})
    void a_limit_below_1_or_no_number_is_refused(String text) {
        refused("limit", () -> Paging.limit(text, 42));
    }

    @Test
    void an_absent_cursor_is_0() {
        assertThat(Paging.cursor("since_cursor", null)).isZero();
        assertThat(Paging.cursor("since_cursor", " ")).isZero();
    }

    @Test
    void a_cursor_has_64_bits() {
        assertThat(Paging.cursor("cursor", "0")).isZero();
        assertThat(Paging.cursor("cursor", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "now", "1.0", "١", "１"})
    void another_cursor_is_refused_by_its_name(String text) {
        refused("since_cursor", () -> Paging.cursor("since_cursor", text));
        refused("cursor", () -> Paging.cursor("cursor", text));
    }

    private static void refused(String field, Runnable read) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(read::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.details()).containsEntry("field", field));
    }
}
