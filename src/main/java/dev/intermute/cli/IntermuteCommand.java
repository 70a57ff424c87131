package dev.intermute.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "intermute",
        description = "Coordinates coding agents: mail, file reservations and an event log.",
        footer = {"", "Without a command, 'serve' is run. See 'intermute COMMAND --help'."},
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {ServeCommand.class, InitCommand.class, HealthCommand.class, HelpCommand.class})
@RegisterForReflection(targets = {IntermuteCommand.class, HelpCommand.class})
final class IntermuteCommand implements Runnable {

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

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
