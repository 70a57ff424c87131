package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;
import dev.intermute.client.Receipt;

/** Acknowledges messages. */
@Command(
        name = "ack",
        description = "Acknowledge messages, which also marks them as read.",
        footer = {"", "Examples:", "  intermute ack m1"})
@RegisterForReflection
public final class AckCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "The messages' ids, as 'inbox' lists them.")
    private List<String> ids;

    @Override
    int run(Connection connection, Printer printer) {
        AgentClient agent = connection.agent();
        List<Receipt> receipts = Each.of(ids, agent::ack);
        printer.answer(
                Map.of("receipts", receipts),
                () -> receipts.forEach(receipt -> printer.line("acknowledged " + receipt.messageId())));
        return Exit.DONE.code();
    }
}
