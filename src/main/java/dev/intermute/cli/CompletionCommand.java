package dev.intermute.cli;

import java.io.PrintWriter;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the script that has a shell complete commands and options, alone on standard output. It is made from the commands as
 * they are, so a shell that asks for it when it starts knows those of the program that is installed.
 */
@Command(
        name = "completion",
        description = {
            "Print a script that has bash and zsh complete the commands and their options.",
            "Put the first example's line into ~/.bashrc or ~/.zshrc. The script switches on what zsh needs (compinit and "
                    + "bashcompinit). Where bash loads completions from files when they are needed, the second example is enough."
        },
        footer = {
            "",
            "Examples:",
            "  source <(intermute completion)",
            "  intermute completion > ~/.local/share/bash-completion/completions/intermute"
        })
@RegisterForReflection
final class CompletionCommand implements Runnable {
    /**
     * A line of picocli's: bash is to complete no names of files where the script proposes nothing. Ours are mostly that, the
     * patterns of a reservation as well as the file of the database.
     */
    private static final String NO_FILES = "  type compopt &>/dev/null && compopt +o default\n";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public void run() {
        CommandLine program = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(script(program));
        out.flush();
    }

    static String script(CommandLine program) {
        return AutoComplete.bash(program.getCommandName(), program).replace(NO_FILES, "");
    }
}
