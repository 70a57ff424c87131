package dev.intermute.cli.remote;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.intermute.client.Message;
import dev.intermute.client.MessagePage;
import dev.intermute.client.Page;

/** Lists what is in the agent's inbox. */
@Command(
        name = "inbox",
        description = "List what you haven't read, oldest first. Listing marks nothing as read.",
        footer = {
            "",
            "Examples:",
            "  intermute inbox",
            "  intermute inbox --all --since 120",
            "  intermute inbox --json | jq -r '.messages[] | .id'"
        })
@RegisterForReflection
public final class InboxCommand extends RemoteCommand {
    @Option(names = "--all", description = "Also what you have read.")
    private boolean all;

    @Option(names = "--since", paramLabel = "CURSOR", description = "Only what came after this position.")
    private long since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most: 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Override
    int run(Connection connection, Printer printer) {
        Page page = Pages.of(this, since, limit);
        MessagePage inbox =
                all ? connection.agent().inbox(page) : connection.agent().unread(page);
        printer.answer(inbox, () -> print(inbox, printer));
        return Exit.DONE.code();
    }

    private void print(MessagePage inbox, Printer printer) {
        if (inbox.messages().isEmpty()) {
            printer.line(all ? "the inbox is empty" : "nothing that you haven't read");
            return;
        }
        Table table = printer.table("ID", "FROM", "SENT", "", "TEXT");
        for (Message message : inbox.messages()) {
            table.add(message.id(), message.from(), printer.ago(message.createdAt()), marks(message), line(message));
        }
        printer.table(table);
        if (inbox.hasMore()) {
            printer.line("there is more: intermute inbox " + (all ? "--all " : "") + "--since " + inbox.cursor());
        }
    }

    /** What is asked of the reader. */
    private static String marks(Message message) {
        if (message.ackRequired() && message.ackAt().isEmpty()) {
            return "ack!";
        }
        return message.readAt().isEmpty() ? "new" : "";
    }

    private static String line(Message message) {
        return message.subject().isEmpty() ? message.body() : message.subject() + ": " + message.body();
    }
}
