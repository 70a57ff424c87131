package dev.intermute.cli.remote;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the commands that have to do with tasks. */
@Command(
        name = "task",
        description = "List, claim and finish tasks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TaskListCommand.class, TaskClaimCommand.class, TaskDoneCommand.class})
@RegisterForReflection
public final class TaskCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
