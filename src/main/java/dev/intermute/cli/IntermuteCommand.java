package dev.intermute.cli;

import java.util.List;
import java.util.Set;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.intermute.cli.remote.AckCommand;
import dev.intermute.cli.remote.AgentsCommand;
import dev.intermute.cli.remote.CheckCommand;
import dev.intermute.cli.remote.InboxCommand;
import dev.intermute.cli.remote.ReadCommand;
import dev.intermute.cli.remote.RegisterCommand;
import dev.intermute.cli.remote.ReleaseCommand;
import dev.intermute.cli.remote.RemoteRoot;
import dev.intermute.cli.remote.RenewCommand;
import dev.intermute.cli.remote.ReserveCommand;
import dev.intermute.cli.remote.SendCommand;
import dev.intermute.cli.remote.Surroundings;
import dev.intermute.cli.remote.TaskCommand;
import dev.intermute.cli.remote.ThreadCommand;
import dev.intermute.cli.remote.WatchCommand;

/** The command that holds the others. */
@Command(
        name = "intermute",
        description = "Coordinates coding agents: mail, file reservations and an event log.",
        footer = {"", "Without a command, 'serve' is run. See 'intermute COMMAND --help'."},
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class)
@RegisterForReflection(targets = {IntermuteCommand.class, HelpCommand.class})
final class IntermuteCommand implements Runnable, RemoteRoot {
    /** Those that it holds, in the order of its help. */
    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            InitCommand.class,
            HealthCommand.class,
            RegisterCommand.class,
            AgentsCommand.class,
            SendCommand.class,
            InboxCommand.class,
            ReadCommand.class,
            AckCommand.class,
            ThreadCommand.class,
            ReserveCommand.class,
            RenewCommand.class,
            ReleaseCommand.class,
            CheckCommand.class,
            WatchCommand.class,
            TaskCommand.class,
            CompletionCommand.class,
            HelpCommand.class);
    /** They tell of all the others. */
    private static final Set<Class<?>> TELLING = Set.of(CompletionCommand.class, HelpCommand.class);

    private static final Set<String> VERSION = Set.of("-V", "--version");

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private IntermuteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The whole program. */
    static CommandLine whole(Surroundings surroundings) {
        return holding(COMMANDS, surroundings);
    }

    /**
     * As much of it as a command line can ask for: to make all commands ready takes a binary longer than most of them run.
     *
     * @param args what it is asked, with a command first or one of its own options
     */
    static CommandLine asked(List<String> args, Surroundings surroundings) {
        if (args.size() == 1 && VERSION.contains(args.get(0))) {
            return holding(List.of(), surroundings);
        }
        return COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(args.get(0)))
                .filter(command -> !TELLING.contains(command))
                .findFirst()
                .map(command -> holding(List.of(command), surroundings))
                .orElseGet(() -> whole(surroundings));
    }

    private static CommandLine holding(List<Class<?>> commands, Surroundings surroundings) {
        CommandLine program = new CommandLine(new IntermuteCommand(surroundings));
        commands.forEach(program::addSubcommand);
        return program;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
