package dev.intermute.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é", "🙂", "a🙂b🙂", "\u0001\u001f", "\uffff", "\u2028"})
    void this_text_is_fit(String text) {
        assertThat(Text.flaw(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\ud83d", "\ude42", "a\ud83d", "\ude42\ud83d", "\ud83d\ud83d\ude42", "🙂\ude42"})
    void this_text_is_not(String text) {
        assertThat(Text.flaw(text)).isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void blank_text_counts_as_absent(String text) {
        assertThat(Text.given(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", " 0001-01-01T00:00:00Z\n"})
    void the_zero_time_of_older_clients_counts_as_absent(String text) {
        assertThat(Text.given(text)).isEmpty();
        assertThat(Text.given("0001-01-01T00:00:01Z")).isPresent();
    }

    @Test
    void other_text_is_given_as_it_is() {
        assertThat(Text.given(" a ")).contains(" a ");
    }

    @Test
    void a_text_has_at_most_1024_characters_however_many_chars_they_take() {
        assertThatCode(() -> Text.checkLength("name", null)).doesNotThrowAnyException();
        assertThatCode(() -> Text.checkLength("name", "x".repeat(1024))).doesNotThrowAnyException();
        assertThatCode(() -> Text.checkLength("name", "🙂".repeat(1024))).doesNotThrowAnyException();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Text.checkLength("name", "🙂".repeat(1024) + "x"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.details()).containsEntry("field", "name"));
    }
}
