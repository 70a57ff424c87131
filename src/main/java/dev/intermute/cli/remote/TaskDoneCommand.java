package dev.intermute.cli.remote;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.intermute.client.Task;
import dev.intermute.client.TaskDraft;
import dev.intermute.client.Tasks;

/** Finishes a task. */
@Command(
        name = "done",
        description = "Say that a task is done. Ends with 3 if somebody has changed it in the same moment.",
        footer = {"", "Examples:", "  intermute task done digits"})
@RegisterForReflection
public final class TaskDoneCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "The task's id, as 'task claim' gave it.")
    private String id;

    @Override
    int run(Connection connection, Printer printer) {
        Tasks tasks = connection.asWhoeverActs().tasks();
        Task seen = tasks.get(id);
        Task done = seen.status() == Task.Status.DONE
                ? seen
                : tasks.change(id, seen.version(), TaskDraft.changes().status(Task.Status.DONE));
        printer.answer(done, () -> printer.line("done: " + done.title()));
        return Exit.DONE.code();
    }
}
