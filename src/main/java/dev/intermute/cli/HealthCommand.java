package dev.intermute.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.intermute.cli.remote.Endpoint;
import dev.intermute.cli.remote.Exit;
import dev.intermute.cli.remote.RegisteredService;
import dev.intermute.cli.remote.RemoteRoot;
import dev.intermute.cli.remote.Surroundings;
import dev.intermute.client.Json;

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
            "  intermute health --url unix:/run/intermute/intermute.sock",
            "  intermute health --json",
            "",
            "Exit codes: 0 it is well, 6 it isn't or doesn't answer within 3 s, 2 bad usage."
        })
@RegisterForReflection
final class HealthCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = Endpoint.OPTION)
    private String url;

    @Option(names = "--json", description = "Print one JSON object for scripts, also when it isn't well.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        Surroundings around = ((RemoteRoot) spec.root().userObject()).surroundings();
        Endpoint service = service(around);
        Finding finding = service instanceof Endpoint.UnixSocket unix
                ? SocketProbe.of(unix.path()).ask()
                : HealthProbe.of(((Endpoint.Http) service).url()).ask();
        PrintWriter out = spec.commandLine().getOut();
        if (finding.well()) {
            out.println(json ? Json.of(Map.of("status", "ok")) : OneLine.of(finding.words()));
            return Exit.DONE.code();
        }
        if (json) {
            out.println(ErrorJson.of("unavailable", finding.words()));
        }
        spec.commandLine().getErr().println(OneLine.failure(service + " " + finding.words()));
        return Exit.UNAVAILABLE.code();
    }

    private Endpoint service(Surroundings around) {
        try {
            if (url != null) {
                return Endpoint.parse("--url", url);
            }
            return Endpoint.named(around.environment())
                    .or(() -> RegisteredService.of(around))
                    .orElse(Endpoint.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
