package dev.intermute.cli.remote;

import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands take that talk to a service. */
@Command(synopsisHeading = "%nUsage: ", optionListHeading = "%nOptions:%n", parameterListHeading = "%n")
@RegisterForReflection
final class ServiceOptions {
    @Option(names = "--url", paramLabel = "URL", order = 100, description = Endpoint.OPTION)
    private String url;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            order = 101,
            description =
                    "The project's key, for callers from other machines. Others may see it in the list of processes: "
                            + "$$INTERMUTE_API_KEY is better.")
    private String apiKey;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            order = 102,
            description =
                    "The project. Default: $$INTERMUTE_PROJECT, else that of 'register', else 'default'. With a key, name it.")
    private String project;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            order = 103,
            description =
                    "Who acts: an agent's id or name. Default: $$INTERMUTE_AGENT, else who registered in this working tree.")
    private String agent;

    @Option(
            names = "--agent-token",
            paramLabel = "TOKEN",
            order = 104,
            description = "What proves that. Default: $$INTERMUTE_AGENT_TOKEN, else what 'register' got.")
    private String agentToken;

    @Option(names = "--json", order = 105, description = "Print one JSON object for scripts, also when it fails.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 106,
            description = "Show this help and exit.")
    private boolean help;

    boolean json() {
        return json;
    }

    Given given() {
        return new Given(
                Optional.ofNullable(url),
                Optional.ofNullable(apiKey),
                Optional.ofNullable(project),
                Optional.ofNullable(agent),
                Optional.ofNullable(agentToken));
    }
}
