package dev.intermute.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
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
        versionProvider = Version.class,
        subcommands = {
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
            HelpCommand.class
        })
@RegisterForReflection(targets = {IntermuteCommand.class, HelpCommand.class})
final class IntermuteCommand implements Runnable, RemoteRoot {
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

    IntermuteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
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
