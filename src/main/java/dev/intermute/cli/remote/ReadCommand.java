package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;
import dev.intermute.client.ErrorCode;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.Message;

/** Shows messages, and says that they are read. */
@Command(
        name = "read",
        description = "Show messages in full, and mark them as read.",
        footer = {"", "Examples:", "  intermute read m1", "  intermute read --peek m1 m2"})
@RegisterForReflection
public final class ReadCommand extends RemoteCommand {
    @Option(names = "--peek", description = "Don't mark them as read.")
    private boolean peek;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The messages' ids, as 'inbox' lists them.")
    private List<String> ids;

    @Override
    int run(Connection connection, Printer printer) {
        AgentClient agent = connection.agent();
        List<Message> messages = Each.of(ids, agent.messages()::get);
        printer.answer(Map.of("messages", messages), () -> messages.forEach(message -> Letter.print(message, printer)));
        // Last, so that what is marked has been shown.
        if (!peek && printer.isUnread()) {
            printer.warning("nothing is marked as read, for not all of it could be written");
            return Exit.FAILED.code();
        }
        if (!peek) {
            Each.of(ids, id -> markRead(agent, id));
        }
        return Exit.DONE.code();
    }

    /**
     * Marks one.
     *
     * @return whether there is something to mark: whoever isn't among the recipients, such as the sender, may look at a message
     */
    private static boolean markRead(AgentClient agent, String id) {
        try {
            agent.markRead(id);
            return true;
        } catch (IntermuteException e) {
            if (e.code() == ErrorCode.NOT_A_RECIPIENT) {
                return false;
            }
            throw e;
        }
    }
}
