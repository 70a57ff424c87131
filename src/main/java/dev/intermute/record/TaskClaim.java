package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * That an agent has claimed a task, in memory. Immutable, but for its end, which signs of life of the agent move: that
 * counts at once, whoever looks, and is written within seconds. One whose time is up isn't revived.
 */
final class TaskClaim {
    private final String project;
    private final long task;
    private final String id;
    private final String agent;
    private final Duration ttl;
    private final AtomicReference<Instant> expiresAt;

    /**
     * @param task the task's {@code seq}
     * @param id the task's id
     * @param agent the mailbox of the agent that has it
     * @param ttl how long each sign of life makes it last
     */
    TaskClaim(String project, long task, String id, String agent, Duration ttl, Instant expiresAt) {
        this.project = project;
        this.task = task;
        this.id = id;
        this.agent = agent;
        this.ttl = ttl;
        this.expiresAt = new AtomicReference<>(expiresAt);
    }

    /** The claim that a stored task tells of. */
    static TaskClaim of(Task stored) {
        return new TaskClaim(
                stored.project,
                stored.seq,
                stored.id,
                stored.agentMailbox,
                Duration.ofMinutes(stored.claimTtlMinutes),
                stored.claimExpiresAt);
    }

    /** The same, as another's. */
    TaskClaim handedTo(String heir) {
        return new TaskClaim(project, task, id, heir, ttl, expiresAt());
    }

    String project() {
        return project;
    }

    long task() {
        return task;
    }

    String id() {
        return id;
    }

    String agent() {
        return agent;
    }

    /** When its time is up, as things stand. */
    Instant expiresAt() {
        return expiresAt.get();
    }

    boolean isOver(Instant now) {
        return !expiresAt().isAfter(now);
    }

    /**
     * A sign of life of its agent.
     *
     * @return whether that moved its end
     */
    boolean heard(Instant time) {
        Instant end = time.plus(ttl);
        Instant before = expiresAt.getAndUpdate(known -> known.isAfter(time) && end.isAfter(known) ? end : known);
        return before.isAfter(time) && end.isAfter(before);
    }
}
