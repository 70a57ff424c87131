package dev.intermute.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.intermute.access.KeysFile;

/**
 * Adds a key to the keys file and prints it, alone on standard output so that a script can take it; all else goes to standard
 * error. A running service takes the key without a restart.
 */
@Command(
        name = "init",
        description = "Add a key for a project to the keys file, and print it once.",
        footer = {
            "",
            "Examples:",
            "  intermute init --project demo",
            "  INTERMUTE_API_KEY=$(intermute init --project demo --keys-file /etc/intermute/keys.yaml)",
            "",
            "Exit codes: 0 added, 1 failed, 2 bad usage."
        })
@RegisterForReflection
final class InitCommand implements Callable<Integer> {

    private static final String KEYS_FILE_VARIABLE = "INTERMUTE_KEYS_FILE";
    private static final String DEFAULT_KEYS_FILE = "intermute.keys.yaml";

    @Spec
    private CommandSpec spec;

    @Option(names = "--project", required = true, paramLabel = "NAME", description = "The project that the key opens.")
    private String project;

    @Option(
            names = "--keys-file",
            paramLabel = "FILE",
            description = "The keys file; made if there is none. Default: $INTERMUTE_KEYS_FILE, else "
                    + DEFAULT_KEYS_FILE + ".")
    private String keysFile;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        refuseBlank("--project", project);
        refuseBlank("--keys-file", keysFile);
        Path file = Path.of(keysFile == null ? keysFileOfEnvironment() : keysFile);
        String key = KeysFile.addKey(file, project);
        spec.commandLine().getOut().println(key);
        spec.commandLine()
                .getErr()
                .println(OneLine.of("added this key for project '" + project + "' to " + file
                        + "; it is not shown again, but kept there"));
        return ExitCode.OK;
    }

    private void refuseBlank(String option, String value) {
        if (value != null && value.isBlank()) {
            throw new ParameterException(spec.commandLine(), option + " is empty; give it a value");
        }
    }

    private static String keysFileOfEnvironment() {
        String value = System.getenv(KEYS_FILE_VARIABLE);
        return value == null || value.isBlank() ? DEFAULT_KEYS_FILE : value;
    }
}
