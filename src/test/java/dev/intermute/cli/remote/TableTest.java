package dev.intermute.cli.remote;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {
    private static final OptionalInt ANY_WIDTH = OptionalInt.empty();
    private static final Style PLAIN = new Style(false);

    private static void add(Table table, String... texts) {
        Cell[] cells = new Cell[texts.length];
        for (int i = 0; i < texts.length; i++) {
            cells[i] = Cell.of(texts[i]);
        }
        table.add(cells);
    }

    @Test
    void columns_are_aligned_without_blanks_at_the_ends() {
        Table table = new Table(PLAIN, "NAME", "AGE", "");
        add(table, "ann", "1 min ago", "hello");
        add(table, "elizabeth", "", "");

        assertThat(table.lines(ANY_WIDTH))
                .containsExactly("NAME       AGE", "ann        1 min ago  hello", "elizabeth");
    }

    @Test
    void columns_are_aligned_by_what_a_terminal_shows() {
        Table table = new Table(PLAIN, "N", "T");
        add(table, "日本", "wide");
        add(table, "e\u0301", "combined");
        add(table, "✅", "emoji");
        add(table, "abcd", "plain");

        assertThat(table.lines(ANY_WIDTH))
                .containsExactly("N     T", "日本  wide", "e\u0301     combined", "✅    emoji", "abcd  plain");
    }

    @Test
    void the_last_column_is_cut_to_the_width() {
        Table table = new Table(PLAIN, "N", "TEXT");
        add(table, "a", "0123456789abcdef");
        add(table, "b", "0123456789abc");
        add(table, "c", "日本日本日本日本");

        assertThat(table.lines(OptionalInt.of(16)))
                .containsExactly("N  TEXT", "a  0123456789ab…", "b  0123456789abc", "c  日本日本日本…");
    }

    @Test
    void a_long_name_leaves_room_for_the_rest() {
        Table table = new Table(PLAIN, "NAME", "TEXT");
        add(table, "x".repeat(1_000), "0123456789abcdef");

        String row = table.lines(OptionalInt.of(60)).get(1);

        assertThat(row).isEqualTo("x".repeat(39) + "…  0123456789abcdef");
    }

    @Test
    void what_stands_between_the_first_and_the_last_is_cut_where_that_is_not_enough() {
        Table table = new Table(PLAIN, "ID", "FROM", "PATH", "TEXT");
        add(table, "0123", "ann", "p".repeat(60), "0123456789abcdef");

        assertThat(table.lines(OptionalInt.of(40)).get(1)).isEqualTo("0123  ann   " + "p".repeat(15) + "…  012345678…");
        assertThat(table.lines(OptionalInt.of(40)).get(1)).hasSize(40);
    }

    @Test
    void where_there_is_room_nothing_is_cut() {
        Table table = new Table(PLAIN, "ID", "PATH", "TEXT");
        add(table, "i".repeat(50), "p".repeat(60), "text");

        assertThat(table.lines(OptionalInt.of(118)).get(1))
                .isEqualTo("i".repeat(50) + "  " + "p".repeat(60) + "  text");
    }

    @Test
    void on_a_very_narrow_terminal_something_of_the_last_column_is_left() {
        Table table = new Table(PLAIN, "NAME", "TEXT");
        add(table, "x".repeat(30), "0123456789abcdef");

        assertThat(table.lines(OptionalInt.of(5)).get(1)).endsWith("  012345678…");
    }

    @Test
    void foreign_text_stays_in_its_place() {
        Table table = new Table(PLAIN, "N", "T");
        add(table, "a\u001b[2J", "one\ntwo\t\u202ethree\u200b\u0007");

        assertThat(table.lines(ANY_WIDTH)).containsExactly("N      T", "a [2J  one two three");
    }

    @Test
    void a_colour_takes_no_room() {
        Style style = new Style(true);
        Table table = new Table(style, "N", "T");
        table.add(new Cell("ok", style::green), Cell.of("x"));

        assertThat(table.lines(ANY_WIDTH))
                .containsExactly("\u001b[1mN\u001b[0m   \u001b[1mT\u001b[0m", "\u001b[32mok\u001b[0m  x");
    }

    @Test
    void a_row_has_a_cell_for_each_title() {
        Table table = new Table(PLAIN, "N", "T");

        assertThatThrownBy(() -> table.add(Cell.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
