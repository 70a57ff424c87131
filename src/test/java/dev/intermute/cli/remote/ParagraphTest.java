package dev.intermute.cli.remote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParagraphTest {
    @Test
    void lines_and_tabs_stay_and_the_end_goes() {
        assertThat(Paragraph.lines("one\n\n\ttwo  \n \n\n", "  ")).containsExactly("  one", "", "  \ttwo");
        assertThat(Paragraph.lines(" \n", "  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
    void whatever_ends_a_line_begins_an_indented_one(String end) {
        assertThat(Paragraph.lines("a" + end + "b", "> ")).containsExactly("> a", "> b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u009b", "\b", "\u0000", "\u202e", "\u2066", "\u200b", "\u200b\u001b"})
    void what_moves_the_cursor_turns_the_writing_or_is_not_seen_is_a_blank(String between) {
        assertThat(Paragraph.lines("a" + between + "b", "")).containsExactly("a b");
    }
}
