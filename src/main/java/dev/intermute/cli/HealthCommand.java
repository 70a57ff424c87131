package dev.intermute.cli;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Asks a running service how it does, for container engines and scripts that look at an exit code. One line either way: on
 * standard output when it is well, on standard error when it isn't.
 */
@Command(
        name = "health",
        description = "Ask a running service how it does.",
        footer = {
            "",
            "Examples:",
            "  intermute health",
            "  intermute health --url http://build.example:7338",
            "",
            "Exit codes: 0 it is well, 6 it isn't or doesn't answer within 3 s, 2 bad usage."
        })
@RegisterForReflection
final class HealthCommand implements Callable<Integer> {
    /** For scripts: the service is unavailable. */
    static final int UNAVAILABLE = 6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the service is. Default: $INTERMUTE_URL, else what serve would take from $INTERMUTE_HOST "
                            + "and $INTERMUTE_PORT: http://127.0.0.1:7338.")
    private String url;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        URI service = service(System.getenv());
        HealthProbe.Finding finding = HealthProbe.of(service).ask();
        if (finding.well()) {
            spec.commandLine().getOut().println(OneLine.of(finding.words()));
            return ExitCode.OK;
        }
        spec.commandLine().getErr().println(OneLine.failure(service + " " + finding.words()));
        return UNAVAILABLE;
    }

    private URI service(Map<String, String> environment) {
        try {
            return url == null ? ServiceAddress.of(environment) : ServiceAddress.parse("--url", url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
