package dev.intermute.cli.remote;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalTest {
    private record FixedConsole(boolean isOutput, Optional<String> size) implements Terminal.Console {}

    private static Terminal terminal(Map<String, String> environment, String size) {
        return new Terminal(environment, new FixedConsole(true, Optional.ofNullable(size)));
    }

    private static Terminal none(Map<String, String> environment) {
        return new Terminal(environment, new FixedConsole(false, Optional.of("24 80\n")));
    }

    @ParameterizedTest
    @CsvSource({"100, '24 80', 100", "'', '24 80', 80", "0, '24 80', 80", "x, '24 132', 132", "999999, '24 80', 80"})
    void the_width_is_what_the_environment_says_else_what_the_terminal_says(String columns, String size, int width) {
        assertThat(terminal(Map.of("COLUMNS", columns), size + "\n").width()).hasValue(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0\n", "", "stty: no\n"})
    void a_terminal_that_does_not_know_its_width_has_none(String size) {
        assertThat(terminal(Map.of(), size).width()).isEmpty();
    }

    @Test
    void what_is_no_terminal_has_neither_width_nor_colours() {
        Terminal none = none(Map.of("COLUMNS", "80", "TERM", "xterm"));

        assertThat(none.width()).isEqualTo(OptionalInt.empty());
        assertThat(none.style().colours()).isFalse();
    }

    @Test
    void a_terminal_has_colours_unless_it_or_its_user_says_no() {
        assertThat(terminal(Map.of("TERM", "xterm"), null).style().colours()).isTrue();
        assertThat(terminal(Map.of("TERM", "xterm", "NO_COLOR", ""), null)
                        .style()
                        .colours())
                .isTrue();
        assertThat(terminal(Map.of("TERM", "xterm", "NO_COLOR", "1"), null)
                        .style()
                        .colours())
                .isFalse();
        assertThat(terminal(Map.of("TERM", "dumb"), null).style().colours()).isFalse();
    }

    @Test
    void without_colours_a_text_stays_as_it_is() {
        assertThat(new Style(false).red("x")).isEqualTo("x");
        assertThat(new Style(true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
        assertThat(new Style(true).red("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true",
        "/dev/tty1, true",
        "/dev/console, true",
        "/dev/null, false",
        "pipe:[123], false",
        "/home/ann/dev/tty1, false"
    })
    void a_terminal_is_known_by_what_the_descriptor_leads_to(String device, boolean terminal) {
        assertThat(SystemConsole.isTerminal(device)).isEqualTo(terminal);
    }
}
