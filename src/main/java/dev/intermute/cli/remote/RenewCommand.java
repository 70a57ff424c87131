package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;
import dev.intermute.client.Reservation;

/** Extends reservations. */
@Command(
        name = "renew",
        description = "Extend reservations from now on; without ids all that you hold.",
        footer = {"", "Examples:", "  intermute renew", "  intermute renew --ttl 120 src/parse"})
@RegisterForReflection
public final class RenewCommand extends RemoteCommand {
    @Option(
            names = "--ttl",
            paramLabel = "MINUTES",
            description = "For how long: 1 to 1440. Default: as long as the last time.")
    private Integer ttl;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "A reservation's id, or one of its patterns.")
    private List<String> ids = List.of();

    @Override
    int run(Connection connection, Printer printer) {
        AgentClient agent = connection.agent();
        List<String> wanted =
                ids.isEmpty() ? Held.by(agent).ids() : Held.by(agent).ids(ids);
        List<Reservation> renewed =
                Each.of(wanted, id -> ttl == null ? agent.renew(id) : agent.renew(id, Ttl.of(this, ttl)));
        printer.answer(Map.of("reservations", renewed), () -> print(renewed, printer));
        return Exit.DONE.code();
    }

    private static void print(List<Reservation> renewed, Printer printer) {
        if (renewed.isEmpty()) {
            printer.line("you hold nothing");
        }
        renewed.forEach(each -> printer.line(
                "renewed " + String.join(" ", each.patterns()) + ", ends " + printer.ago(each.expiresAt())));
    }
}
