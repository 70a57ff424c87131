package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Address;
import dev.intermute.agent.Agents;
import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.store.Writer;

/**
 * Where tasks are claimed and come back. Claims are decided one after the other, so no two agents get the same task, and
 * before each those whose time is up are pending again: a claim that is over keeps nobody waiting for the sweeper.
 */
@ApplicationScoped
class TaskDesk {
    /** How many claims a unit of work ends that no request asked for: few enough that its neighbours don't notice. */
    static final int AT_ONCE = 500;

    private final Writer writer;
    private final Agents agents;
    private final Records records;
    private final TaskRepository tasks;
    private final TaskClaims claims;
    private final Kind<Task> kind = Task.kind();

    TaskDesk(Writer writer, Agents agents, Records records, TaskRepository tasks, TaskClaims claims) {
        this.writer = writer;
        this.agents = agents;
        this.records = records;
        this.tasks = tasks;
        this.claims = claims;
    }

    /**
     * Hands out the oldest pending task.
     *
     * @param story only tasks of it
     * @param ttl how long the agent may give no sign of life
     * @return nothing where none is pending
     */
    CompletionStage<Optional<Task>> claim(String project, Address agent, Optional<String> story, Duration ttl) {
        agents.alive(project, agent);
        return writer.submit(now -> {
                    end(project, claims.inUnit().over(project, now, AT_ONCE), now);
                    return oldest(project, story).map(task -> handOut(task, agent, ttl, now));
                })
                .thenApply(task -> task.map(records::show));
    }

    /** To the agent that the request was for, even if its name has gone to another since its token was checked. */
    private Task handOut(Task task, Address agent, Duration ttl, Instant now) {
        String mailbox = agents.idInUnit(task.project, agent).orElse(agent.written());
        return records.change(
                kind,
                new Records.By(task.project, mailbox),
                task,
                EventType.TASK_ASSIGNED,
                claimed -> claimed.claim(agent.written(), mailbox, ttl, now),
                now);
    }

    private Optional<Task> oldest(String project, Optional<String> story) {
        return story.map(one -> tasks.oldestPending(project, one)).orElseGet(() -> tasks.oldestPending(project));
    }

    /** Gives back, inside a unit of work, what these claims are for; each is on its task still. */
    void end(String project, Collection<TaskClaim> over, Instant now) {
        Records.By nobody = new Records.By(project, null);
        for (TaskClaim claim : over) {
            Task task = records.find(kind, project, claim.id());
            records.change(kind, nobody, task, kind.event(Action.UPDATED), Task::giveBack, now);
        }
    }
}
