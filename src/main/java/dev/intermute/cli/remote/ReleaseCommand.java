package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;

/** Gives reservations back. */
@Command(
        name = "release",
        description = "Give reservations back.",
        footer = {"", "Examples:", "  intermute release src/parse", "  intermute release --all"})
@RegisterForReflection
public final class ReleaseCommand extends RemoteCommand {
    @Option(names = "--all", description = "All that you hold.")
    private boolean all;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "A reservation's id, or one of its patterns.")
    private List<String> ids = List.of();

    @Override
    int run(Connection connection, Printer printer) {
        if (all != ids.isEmpty()) {
            throw usage("say which reservations to release, or --all");
        }
        AgentClient agent = connection.agent();
        int released = all ? agent.releaseAll() : release(agent);
        printer.answer(
                Map.of("released", released),
                () -> printer.line(
                        released == 1 ? "released 1 reservation" : "released " + released + " reservations"));
        return Exit.DONE.code();
    }

    private int release(AgentClient agent) {
        return Each.of(Held.by(agent).ids(ids), agent::release).size();
    }
}
