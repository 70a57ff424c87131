package dev.intermute.cli.remote;

import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.intermute.client.Task;
import dev.intermute.client.TaskClaim;

/** Takes a task. */
@Command(
        name = "claim",
        description = {
            "Take the oldest task that is pending. Of any number of agents that ask at once each gets another.",
            "Whoever gives no sign of life for too long loses it again. Ends with 4 if no task is pending."
        },
        footer = {
            "",
            "Examples:",
            "  intermute task claim",
            "  id=$(intermute task claim --json | jq -er .id) && work-on \"$id\" && intermute task done \"$id\""
        })
@RegisterForReflection
public final class TaskClaimCommand extends RemoteCommand {
    @Option(names = "--story", paramLabel = "ID", description = "Only a task of this story.")
    private String story;

    @Option(
            names = "--ttl",
            paramLabel = "MINUTES",
            description = "How long to be silent is too long: 1 to 1440. Default: 30.")
    private Integer ttl;

    @Override
    int run(Connection connection, Printer printer) {
        TaskClaim wanted = story == null ? TaskClaim.any() : TaskClaim.any().story(story);
        wanted = ttl == null ? wanted : wanted.lasting(Ttl.of(this, ttl));
        Optional<Task> task = connection.agent().claimTask(wanted);
        if (task.isEmpty()) {
            printer.failure("no_pending_task", "no task is pending; ask again later");
            return Exit.NOT_FOUND.code();
        }
        printer.answer(
                task.get(),
                () -> printer.line(task.get().id() + ": " + task.get().title()));
        return Exit.DONE.code();
    }
}
