package dev.intermute.record;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.intermute.agent.Agents;
import dev.intermute.store.WriteBehind;

/** The claims that are on disk, for all threads; the writer's alone puts and removes. Signs of life move their ends at once. */
final class CommittedClaims {
    private final Agents agents;
    private final WriteBehind<TaskClaim> moved;
    private final Map<Long, TaskClaim> byTask = new ConcurrentHashMap<>();
    private final Map<Claimer, Set<TaskClaim>> byClaimer = new ConcurrentHashMap<>();

    /** @param moved gets each claim whose end a sign of life has moved */
    CommittedClaims(Agents agents, WriteBehind<TaskClaim> moved) {
        this.agents = agents;
        this.moved = moved;
    }

    /** Who has claims: an agent's id, or another text, names somebody in one project alone. */
    private record Claimer(String project, String mailbox) {
        static Claimer of(TaskClaim claim) {
            return new Claimer(claim.project(), claim.agent());
        }
    }

    /** All of them, as they come and go. */
    Collection<TaskClaim> all() {
        return byTask.values();
    }

    /** Signs of life that came between the decision and its commit count, too. */
    void put(TaskClaim claim) {
        byTask.put(claim.task(), claim);
        byClaimer
                .computeIfAbsent(Claimer.of(claim), claimer -> ConcurrentHashMap.newKeySet())
                .add(claim);
        agents.lastSeen(claim.project(), claim.agent()).filter(claim::heard).ifPresent(seen -> moved.add(claim));
    }

    void remove(TaskClaim claim) {
        byTask.remove(claim.task());
        moved.forget(claim);
        byClaimer.computeIfPresent(Claimer.of(claim), (claimer, claims) -> {
            claims.remove(claim);
            return claims.isEmpty() ? null : claims;
        });
    }

    /** An agent has given a sign of life. */
    void heard(String project, String agentId, Instant time) {
        for (TaskClaim claim : byClaimer.getOrDefault(new Claimer(project, agentId), Set.of())) {
            if (claim.heard(time)) {
                moved.add(claim);
            }
        }
    }

    /** Completes a task that was read with an end that is later than what was written of it. */
    void show(Task task) {
        TaskClaim claim = byTask.get(task.seq);
        if (task.claimExpiresAt != null
                && claim != null
                && claim.agent().equals(task.agentMailbox)
                && claim.expiresAt().isAfter(task.claimExpiresAt)) {
            task.claimExpiresAt = claim.expiresAt();
        }
    }
}
