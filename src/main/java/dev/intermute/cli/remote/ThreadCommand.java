package dev.intermute.cli.remote;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.MailThread;
import dev.intermute.client.MessagePage;
import dev.intermute.client.Page;
import dev.intermute.client.ThreadPage;

/** Shows a thread, or lists those that there are. */
@Command(
        name = "thread",
        description = "Show the messages of a thread, oldest first; without an id list your threads, newest first.",
        footer = {"", "Examples:", "  intermute thread", "  intermute thread parser"})
@RegisterForReflection
public final class ThreadCommand extends RemoteCommand {
    @Option(
            names = "--since",
            paramLabel = "CURSOR",
            description = "Only messages after this position; of the list, threads before it.")
    private long since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most: 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The thread's id.")
    private String id;

    @Override
    int run(Connection connection, Printer printer) {
        Page page = Pages.of(this, since, limit);
        if (id == null) {
            ThreadPage threads =
                    connection.agent().messages().threads(connection.agent().id(), page);
            printer.answer(threads, () -> print(threads, printer));
            return Exit.DONE.code();
        }
        MessagePage thread = connection.client().messages().thread(id, page);
        printer.answer(thread, () -> print(thread, printer));
        return Exit.DONE.code();
    }

    private static void print(ThreadPage threads, Printer printer) {
        if (threads.threads().isEmpty()) {
            printer.line("no threads");
            return;
        }
        Table table = printer.table("THREAD", "MESSAGES", "LAST", "FROM", "TEXT");
        for (MailThread thread : threads.threads()) {
            table.add(
                    thread.threadId(),
                    Long.toString(thread.messageCount()),
                    printer.ago(thread.lastAt()),
                    thread.lastFrom(),
                    thread.lastBody());
        }
        printer.table(table);
        if (threads.hasMore()) {
            printer.line("there is more: intermute thread --since " + threads.cursor());
        }
    }

    private void print(MessagePage thread, Printer printer) {
        if (thread.messages().isEmpty()) {
            printer.line("no messages");
            return;
        }
        thread.messages().forEach(message -> Letter.print(message, printer));
        if (thread.hasMore()) {
            printer.line("there is more: intermute thread --since " + thread.cursor() + " " + id);
        }
    }
}
