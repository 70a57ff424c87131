package dev.intermute.cli.remote;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "é, 1",
        "e\u0301, 1",
        "日本, 4",
        "한국, 4",
        "ｆｕｌｌ, 8",
        "✅, 2",
        "🚀, 2",
        "⚠️, 1",
        "→, 1",
        "ж, 1",
        "𠀀, 2"
    })
    void it_is_what_a_terminal_shows(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Property
    void what_is_cut_keeps_to_the_columns_and_what_fits_stays(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns) {
        String cut = DisplayWidth.cut(text, columns);

        assertThat(DisplayWidth.of(cut)).isLessThanOrEqualTo(columns);
        assertThat(cut.equals(text)).isEqualTo(DisplayWidth.of(text) <= columns);
    }
}
