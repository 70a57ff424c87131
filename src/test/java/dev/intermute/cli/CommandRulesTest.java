package dev.intermute.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** What every command keeps to, so that its help and docs/cli.md are of use. */
class CommandRulesTest {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern CALL = Pattern.compile("\\bintermute (?=[a-z])([^|;&<>()]*)");
    private static final String END_OF_OPTIONS = "--";

    static Stream<CommandSpec> commands() {
        return CommandManual.commands(CommandManual.program().getCommandSpec()).stream();
    }

    static Stream<CommandSpec> commandsThatDoSomething() {
        return commands().filter(command -> command.subcommands().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_says_what_it_does(CommandSpec command) {
        assertThat(command.usageMessage().description())
                .isNotEmpty()
                .allSatisfy(paragraph -> assertThat(paragraph).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_argument_says_what_it_means_and_what_its_value_is(CommandSpec command) {
        assertThat(command.args()).allSatisfy(argument -> {
            assertThat(String.join("", argument.description()))
                    .as(name(argument))
                    .isNotBlank();
            // Without a label picocli makes one from the field's name, in <>.
            assertThat(argument.paramLabel())
                    .as(name(argument))
                    .matches(label -> !takesValue(argument) || !label.contains("<"), "is a label of our own");
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_is_there_for_both_spellings(CommandSpec command) {
        assertThat(command.findOption("-h"))
                .isNotNull()
                .isSameAs(command.findOption("--help"))
                .matches(option -> option.usageHelp(), "shows the help");
    }

    @ParameterizedTest
    @MethodSource("commandsThatDoSomething")
    void the_footer_has_examples_that_the_program_would_understand(CommandSpec command) {
        List<String> examples = examples(command);

        assertThat(examples)
                .isNotEmpty()
                .anySatisfy(example -> assertThat(example).contains(command.qualifiedName()));
        assertThat(examples)
                .allSatisfy(example -> CALL.matcher(QUOTED.matcher(example).replaceAll("TEXT"))
                        .results()
                        .forEach(call -> check(command.root(), call.group(1).split("\\s+"))));
    }

    private static void check(CommandSpec program, String[] words) {
        CommandSpec command = program;
        int next = 0;
        while (next < words.length && command.subcommands().containsKey(words[next])) {
            command = command.subcommands().get(words[next++]).getCommandSpec();
        }
        assertThat(command.subcommands())
                .as("a command after " + command.qualifiedName())
                .isEmpty();
        assertThat(Arrays.stream(words, next, words.length)
                        .takeWhile(word -> !word.equals(END_OF_OPTIONS))
                        .filter(word -> word.matches("--?[a-z].*"))
                        .map(word -> word.replaceFirst("=.*", "")))
                .as("options of " + command.qualifiedName())
                .isSubsetOf(command.optionsMap().keySet());
    }

    /** The indented lines that follow the heading. */
    private static List<String> examples(CommandSpec command) {
        List<String> footer = new ArrayList<>(List.of(command.usageMessage().footer()));
        int heading = footer.indexOf("Examples:");
        return footer.subList(heading + 1, footer.size()).stream()
                .takeWhile(line -> heading >= 0 && line.startsWith("  "))
                .toList();
    }

    private static boolean takesValue(ArgSpec argument) {
        return argument.arity().max() > 0;
    }

    private static String name(ArgSpec argument) {
        return argument.isOption() ? argument.toString() : argument.paramLabel();
    }
}
