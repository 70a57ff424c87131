package dev.intermute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes docs/cli.md in every build, and holds it against the one that is kept. */
class CommandManualTest {
    private static final Path PAGE = Path.of("docs/cli.md");
    private static final Path MADE = Path.of("target/cli.md");
    private static final String BEGIN = "<!-- commands: made by the build -->\n\n";
    private static final String END = "\n\n<!-- end -->";

    @Test
    void the_page_is_what_the_commands_say() throws IOException {
        String kept = Files.readString(PAGE);
        assertThat(kept).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int begin = kept.indexOf(BEGIN) + BEGIN.length();

        String made = kept.substring(0, begin)
                + CommandManual.of(CommandManual.program())
                + kept.substring(kept.indexOf(END, begin));
        Files.writeString(MADE, made);

        assertThat(kept)
                .as("the commands have changed; take the page that was made of them: cp %s %s", MADE, PAGE)
                .isEqualTo(made);
    }

    @Test
    void a_command_is_described_with_its_usage_arguments_and_footer() {
        String manual = CommandManual.of(new CommandLine(new Tool()));

        assertThat(section(manual, "## tool paint")).isEqualTo("""
                        ## tool paint

                        Paint \\*all\\* or \\<some\\>; see `tool shed`.

                        Second paragraph.

                        ```text
                        tool paint [--json] [--colour=red|blue] [--layers=N] -s=CM [-t=WORD]... WALL...
                        ```

                        | argument | given | meaning |
                        |---|---|---|
                        | `WALL...` | required, repeatable | Which ones. |
                        | `--colour=red\\|blue` | | Else `$TOOL_COLOUR`, or see `--layers`. |
                        | `--layers=N` | | How many. Default: `2`. |
                        | `-s, --size=CM` | required | How large: a\\|b. |
                        | `-t=WORD` | repeatable | Tags. |

                        Also the [shared options](#shared-options): `--json`.

                        Examples:

                        ```console
                        $ tool paint -s 3 kitchen
                        $ tool paint -s 3 \\
                            hall
                        ```

                        Exit codes: 0 dry, 1 wet.

                        Colours:

                        ```text
                        red | blue
                        ```
                        """.stripTrailing());
    }

    @Test
    void a_group_lists_its_commands_and_these_follow_it() {
        String manual = CommandManual.of(new CommandLine(new Tool()));

        assertThat(manual.lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## tool", "## tool paint", "## tool shed", "## tool shed lock", "## Shared options");
        assertThat(section(manual, "## tool shed"))
                .contains("| [lock](#tool-shed-lock), bolt | Lock it. |")
                .doesNotContain("argument");
    }

    @Test
    void what_is_hidden_and_the_command_help_are_left_out() {
        String manual = CommandManual.of(new CommandLine(new Tool()));

        assertThat(manual).doesNotContain("secret").doesNotContain("tool help");
    }

    @Test
    void an_option_of_many_commands_is_described_once() {
        String manual = CommandManual.of(new CommandLine(new Tool()));

        assertThat(manual.split("For scripts\\.", -1)).hasSize(2);
        assertThat(section(manual, "## Shared options")).contains("| `--json` | | For scripts. |");
        assertThat(section(manual, "## tool shed lock")).contains("The [shared options](#shared-options): `--json`.");
    }

    private static String section(String manual, String heading) {
        int begin = (manual + "\n").indexOf(heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = manual.indexOf("\n\n## ", begin);
        return manual.substring(begin, end < 0 ? manual.length() : end);
    }

    @Command(
            name = "tool",
            description = "Builds.",
            subcommands = {Paint.class, Shed.class, Hidden.class, HelpCommand.class})
    private static final class Tool {}

    @Command(
            name = "paint",
            description = {"Paint *all* or <some>; see 'tool shed'.", "@|bold Second|@ paragraph."},
            footer = {
                "",
                "Examples:",
                "  tool paint -s 3 kitchen",
                "  tool paint -s 3 \\",
                "      hall",
                "Exit codes: 0 dry, 1 wet.",
                "Colours:",
                "  red | blue"
            })
    private static final class Paint {
        @Mixin
        private Shared shared;

        @Option(
                names = {"-s", "--size"},
                required = true,
                paramLabel = "CM",
                description = "How large: a|b.")
        private int size;

        @Option(names = "--layers", paramLabel = "N", defaultValue = "2", description = "How many.")
        private int layers;

        @Option(
                names = "--colour",
                paramLabel = "red|blue",
                description = {"Else $TOOL_COLOUR,", "or see --layers."})
        private String colour;

        @Option(names = "-t", paramLabel = "WORD", description = "Tags.")
        private List<String> tags;

        @Option(names = "--secret", hidden = true, description = "Not told.")
        private boolean secret;

        @Parameters(paramLabel = "WALL", arity = "1..*", description = "Which ones.")
        private List<String> walls;
    }

    @Command(name = "shed", description = "Look after the shed.", subcommands = Lock.class)
    private static final class Shed {}

    @Command(name = "lock", aliases = "bolt", description = "Lock it.")
    private static final class Lock {
        @Mixin
        private Shared shared;
    }

    @Command(name = "secret", hidden = true, description = "Not told.")
    private static final class Hidden {}

    private static final class Shared {
        @Option(names = "--json", description = "For scripts.")
        private boolean json;
    }
}
