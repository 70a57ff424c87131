package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.intermute.client.Agent;

/** Lists who is there. */
@Command(
        name = "agents",
        description = "List the agents of the project, most recently seen first.",
        footer = {
            "",
            "Examples:",
            "  intermute agents",
            "  intermute agents --capability java,sql",
            "  intermute agents --json | jq -r '.agents[].name'"
        })
@RegisterForReflection
public final class AgentsCommand extends RemoteCommand {
    @Option(
            names = "--capability",
            paramLabel = "WORD",
            split = ",",
            description = "Only those that have one of these capabilities.")
    private List<String> capabilities = List.of();

    @Override
    int run(Connection connection, Printer printer) {
        List<Agent> agents = capabilities.isEmpty()
                ? connection.client().agents().list()
                : connection.client().agents().withCapability(capabilities.toArray(String[]::new));
        printer.answer(Map.of("agents", agents), () -> print(agents, printer));
        return Exit.DONE.code();
    }

    private static void print(List<Agent> agents, Printer printer) {
        if (agents.isEmpty()) {
            printer.line("nobody has registered in this project");
            return;
        }
        Table table = printer.table("NAME", "STATE", "SEEN", "STATUS", "CAPABILITIES");
        for (Agent agent : agents) {
            table.add(
                    Cell.of(agent.name()),
                    printer.state(agent.liveness()),
                    Cell.of(printer.ago(agent.lastSeen())),
                    Cell.of(agent.status()),
                    Cell.of(String.join(", ", agent.capabilities())));
        }
        printer.table(table);
    }
}
