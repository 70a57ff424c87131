package dev.intermute.cli.remote;

import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.intermute.client.Task;
import dev.intermute.client.TaskFilter;

/** Lists tasks. */
@Command(
        name = "list",
        description = "List tasks, what was changed last first.",
        footer = {
            "",
            "Examples:",
            "  intermute task list",
            "  intermute task list --status running --of ada",
            "  intermute task list --json | jq '.tasks | length'"
        })
@RegisterForReflection
public final class TaskListCommand extends RemoteCommand {
    @Option(
            names = "--status",
            paramLabel = "WORD",
            description = "Only those that are pending, running, blocked or done.")
    private String status;

    @Option(names = "--of", paramLabel = "AGENT", description = "Only those of this agent.")
    private String of;

    @Option(names = "--story", paramLabel = "ID", description = "Only those of this story.")
    private String story;

    @Override
    int run(Connection connection, Printer printer) {
        List<Task> tasks = connection.client().tasks().list(filter());
        printer.answer(Map.of("tasks", tasks), () -> print(tasks, printer));
        return Exit.DONE.code();
    }

    private TaskFilter filter() {
        TaskFilter filter = TaskFilter.all();
        filter = status == null ? filter : filter.status(status());
        filter = of == null ? filter : filter.agent(of);
        return story == null ? filter : filter.story(story);
    }

    private Task.Status status() {
        return Words.known(Task.Status.values(), status)
                .orElseThrow(() -> usage("--status must be pending, running, blocked or done, not '" + status + "'"));
    }

    private static void print(List<Task> tasks, Printer printer) {
        if (tasks.isEmpty()) {
            printer.line("no tasks");
            return;
        }
        Table table = printer.table("ID", "STATUS", "AGENT", "CHANGED", "TITLE");
        for (Task task : tasks) {
            table.add(task.id(), Words.of(task.status()), task.agent(), printer.ago(task.updatedAt()), task.title());
        }
        printer.table(table);
    }
}
