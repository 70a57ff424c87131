package dev.intermute.record;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;

import dev.intermute.agent.Agents;
import dev.intermute.agent.Handover;
import dev.intermute.agent.LifeListener;
import dev.intermute.store.BatchParticipant;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.WriteBehind;

/**
 * The claims on tasks, in memory: as the unit of work that runs now finds them, and as everybody else does once that is on
 * disk. The database is the truth; both are made from it at start and follow it.
 */
@ApplicationScoped
@Priority(BatchParticipant.HOLDINGS)
class TaskClaims implements BatchParticipant, LifeListener, Handover, RecordCompanion {
    private final TaskRepository tasks;
    private final InstantSource clock;
    private final WriteBehind<TaskClaim> moved;
    private final ClaimTable working = new ClaimTable();
    private final CommittedClaims committed;
    private final List<Swap> swaps = new ArrayList<>();

    private volatile Instant batchTime = Instant.EPOCH;

    TaskClaims(TaskRepository tasks, Agents agents, InstantSource clock, RecordConfig config) {
        this.tasks = tasks;
        this.clock = clock;
        this.moved = new WriteBehind<>(
                config.record().flushInterval(),
                claim -> tasks.prolong(claim.project(), claim.task(), claim.expiresAt()));
        this.committed = new CommittedClaims(agents, moved);
    }

    /** One task's claim before and after; {@code null} where there is none. */
    private record Swap(TaskClaim before, TaskClaim after) {}

    /** The claims as the unit of work that runs now finds them. Only inside one, and not to be changed. */
    ClaimTable inUnit() {
        return working;
    }

    /** The claims that are on disk, on any thread. */
    Collection<TaskClaim> committedClaims() {
        return committed.all();
    }

    /** The time by which claims are judged: the clock's, and never less than that of a batch before. */
    Instant now() {
        Instant time = clock.instant();
        return time.isAfter(batchTime) ? time : batchTime;
    }

    /**
     * A task's claim goes on while the same agent has it running, begins where the task has an end of a claim that it hadn't,
     * and is over otherwise.
     */
    @Override
    public void changing(WorkRecord record) {
        if (!(record instanceof Task task)) {
            return;
        }
        TaskClaim held = working.find(task.seq).orElse(null);
        if (held == null) {
            if (task.claimExpiresAt != null) {
                swap(null, TaskClaim.of(task));
            }
            return;
        }
        boolean goesOn = task.claimExpiresAt != null
                && Task.RUNNING.equals(task.status)
                && Objects.equals(held.agent(), task.agentMailbox);
        if (goesOn) {
            task.claimExpiresAt = held.expiresAt();
        } else {
            task.endClaim();
            swap(held, null);
        }
    }

    /** The registration itself is a sign of life, which counts once it is on disk. */
    @Override
    public void handOver(String project, String name, String agentId) {
        working.of(project, name).forEach(claim -> swap(claim, claim.handedTo(agentId)));
    }

    @Override
    public void deleting(WorkRecord record) {
        if (record instanceof Task task) {
            working.find(task.seq).ifPresent(held -> swap(held, null));
        }
    }

    @Override
    public void showing(WorkRecord record) {
        if (record instanceof Task task) {
            committed.show(task);
        }
    }

    @Override
    public void alive(String project, String agentId, Instant time) {
        // Where the clock was set back, time stands still until it has caught up.
        committed.heard(project, agentId, time.isAfter(batchTime) ? time : batchTime);
    }

    /** A claim that its agent's last sign of life had moved on, and that wasn't written in time, is moved on again. */
    @Override
    public Instant open() {
        for (Task stored : tasks.claimed()) {
            TaskClaim claim = TaskClaim.of(stored);
            working.put(claim);
            committed.put(claim);
        }
        return Instant.EPOCH;
    }

    void closing(@Observes @Priority(StoreLifecycle.STOP - 1) ShutdownEvent event) {
        moved.close();
    }

    @Override
    public boolean isDue() {
        return moved.isDue();
    }

    /**
     * Of what signs of life have moved, only claims that there still are: one that came while a claim ended must not prolong
     * the next claim on that task.
     */
    @Override
    public void begin(Instant now) {
        batchTime = now;
        moved.begin(claim -> working.find(claim.task()).filter(claim::equals).isPresent());
    }

    @Override
    public void spoiled() {
        moved.spoiled();
    }

    @Override
    public int mark() {
        return swaps.size();
    }

    @Override
    public void rewind(int mark) {
        for (int i = swaps.size() - 1; i >= mark; i--) {
            Swap swap = swaps.get(i);
            apply(swap.after(), swap.before());
        }
        swaps.subList(mark, swaps.size()).clear();
    }

    @Override
    public void committed() {
        moved.committed();
        swaps.forEach(this::publish);
        swaps.clear();
    }

    @Override
    public void abandoned() {
        rewind(0);
        moved.abandoned();
    }

    private void swap(TaskClaim before, TaskClaim after) {
        swaps.add(new Swap(before, after));
        apply(before, after);
    }

    private void apply(TaskClaim before, TaskClaim after) {
        if (before != null) {
            working.remove(before);
        }
        if (after != null) {
            working.put(after);
        }
    }

    private void publish(Swap swap) {
        if (swap.before() != null) {
            committed.remove(swap.before());
        }
        if (swap.after() != null) {
            committed.put(swap.after());
        }
    }
}
