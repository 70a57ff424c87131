package dev.intermute.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import dev.intermute.cli.remote.Surroundings;

/**
 * The commands as Markdown, made from the model that picocli reads a command line with: what it doesn't know isn't there, and
 * what it knows can't be missing. Options of a mixin, which many commands have, are described once, at the end.
 */
final class CommandManual {
    private static final int WIDTH = 100;
    private static final String EXAMPLES = "Examples:";
    private static final String SHARED = "Shared options";
    private static final List<String> ARGUMENTS = List.of("argument", "given", "meaning");

    /** The order of fields and methods in a class isn't Java's to promise; names have one. How to get help comes last. */
    private static final Comparator<OptionSpec> ORDER = Comparator.comparingInt(OptionSpec::order)
            .thenComparing(OptionSpec::usageHelp)
            .thenComparing(OptionSpec::longestName);

    private final CommandSpec program;
    private final List<String> blocks = new ArrayList<>();

    private CommandManual(CommandLine program) {
        this.program = program.setUsageHelpWidth(WIDTH).getCommandSpec();
    }

    /** The program that people run. */
    static CommandLine program() {
        return IntermuteCommand.whole(Surroundings.ofProcess());
    }

    /** A command and those below it, in the order of its help; without hidden ones, and without picocli's {@code help}. */
    static List<CommandSpec> commands(CommandSpec command) {
        List<CommandSpec> commands = new ArrayList<>(List.of(command));
        below(command).forEach(child -> commands.addAll(commands(child)));
        return commands;
    }

    /** Writes the sections of all commands. Sets the width of the program's help. */
    static String of(CommandLine program) {
        return new CommandManual(program).written();
    }

    private String written() {
        List<CommandSpec> commands = commands(program);
        commands.forEach(this::section);
        Set<List<String>> shared = new LinkedHashSet<>();
        commands.forEach(command -> mixedIn(command).map(CommandManual::row).forEach(shared::add));
        if (!shared.isEmpty()) {
            blocks.add("## " + SHARED);
            blocks.add(Markdown.table(withHead(ARGUMENTS, shared.stream())));
        }
        return String.join("\n\n", blocks);
    }

    private void section(CommandSpec command) {
        blocks.add("## " + command.qualifiedName());
        lines(command.usageMessage().description())
                .filter(line -> !line.isBlank())
                .map(Markdown::text)
                .forEach(blocks::add);
        Help help = new Help(command, Help.defaultColorScheme(Ansi.OFF));
        blocks.add(
                Markdown.block("text", help.synopsis(0).stripTrailing().lines().toList()));
        List<CommandSpec> below = below(command);
        if (!below.isEmpty()) {
            blocks.add(Markdown.table(
                    withHead(List.of("command", "what it does"), below.stream().map(CommandManual::link))));
        }
        arguments(command);
        footer(lines(command.usageMessage().footer()).toList());
    }

    private void arguments(CommandSpec command) {
        List<OptionSpec> mixedIn = mixedIn(command).toList();
        Set<String> mixedInNames = mixedIn.stream().map(OptionSpec::longestName).collect(Collectors.toSet());
        List<List<String>> own = Stream.concat(
                        command.positionalParameters().stream().filter(parameter -> !parameter.hidden()),
                        shown(command).filter(option -> !mixedInNames.contains(option.longestName())))
                .map(CommandManual::row)
                .toList();
        if (!own.isEmpty()) {
            blocks.add(Markdown.table(withHead(ARGUMENTS, own.stream())));
        }
        if (!mixedIn.isEmpty()) {
            blocks.add(
                    (own.isEmpty() ? "The " : "Also the ") + "[" + SHARED.toLowerCase() + "](#" + anchor(SHARED) + "): "
                            + mixedIn.stream()
                                    .map(option -> Markdown.code(option.longestName()))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    /** Lines are paragraphs, but indented ones: after "Examples:" they are commands, and those indented more go on with one. */
    private void footer(List<String> lines) {
        boolean examples = false;
        List<String> indented = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ")) {
                indented.add(line);
                continue;
            }
            indented(indented, examples);
            indented.clear();
            if (!line.isBlank()) {
                blocks.add(Markdown.text(line));
                examples = line.equals(EXAMPLES);
            }
        }
        indented(indented, examples);
    }

    private void indented(List<String> lines, boolean examples) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> text = String.join("\n", lines).stripIndent().lines().toList();
        blocks.add(
                examples
                        ? Markdown.block(
                                "console",
                                text.stream()
                                        .map(line -> line.startsWith(" ") ? line : "$ " + line)
                                        .toList())
                        : Markdown.block("text", text));
    }

    private static List<CommandSpec> below(CommandSpec command) {
        // By its aliases, too, a command is found there.
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(child -> !child.usageMessage().hidden() && !child.helpCommand())
                .toList();
    }

    private static Stream<OptionSpec> mixedIn(CommandSpec command) {
        return command.mixins().values().stream().flatMap(CommandManual::shown);
    }

    private static Stream<OptionSpec> shown(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).sorted(ORDER);
    }

    private static List<List<String>> withHead(List<String> head, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(head), rows).toList();
    }

    private static List<String> link(CommandSpec command) {
        String name = command.qualifiedName();
        String aliases =
                Arrays.stream(command.aliases()).map(alias -> ", " + alias).collect(Collectors.joining());
        String does = lines(command.usageMessage().description()).findFirst().orElse("");
        return List.of("[" + command.name() + "](#" + anchor(name) + ")" + aliases, Markdown.text(does));
    }

    private static List<String> row(ArgSpec argument) {
        String label = new Help(argument.command(), Help.defaultColorScheme(Ansi.OFF))
                .parameterLabelRenderer()
                .renderParameterLabel(argument, Ansi.OFF, List.of())
                .toString();
        String names = argument instanceof OptionSpec option ? String.join(", ", option.names()) : "";
        String given = Stream.of(argument.required() ? "required" : "", argument.isMultiValue() ? "repeatable" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        return List.of(Markdown.code(names + label), given, meaning(argument));
    }

    private static String meaning(ArgSpec argument) {
        String words = lines(argument.description()).collect(Collectors.joining(" "));
        boolean untold = argument.defaultValue() != null && !words.contains("Default: ");
        return Markdown.text(words) + (untold ? " Default: " + Markdown.code(argument.defaultValue()) + "." : "");
    }

    /** As picocli prints them, without colours. */
    private static Stream<String> lines(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Ansi.OFF.string(String.format(text)))
                .flatMap(String::lines);
    }

    private static String anchor(String heading) {
        return heading.toLowerCase().replace(' ', '-');
    }
}
