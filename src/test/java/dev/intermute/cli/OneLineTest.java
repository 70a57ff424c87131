package dev.intermute.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r\n", "\t", "\u001b", "\u009b", "\u0085", "\u2028", "\u2029", "\u202e", "\u0000", " \n "
            })
    void what_is_no_text_is_a_space(String between) {
        assertThat(OneLine.of("a" + between + "b")).isEqualTo("a b");
    }

    @Test
    void what_is_very_long_is_cut() {
        assertThat(OneLine.of("x".repeat(100_000))).hasSize(2_001).endsWith("…");
        assertThat(OneLine.of("x".repeat(2_000))).hasSize(2_000);
    }
}
