package dev.intermute.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims as the unit of work that runs now finds them. For the writer's thread. */
final class ClaimTable {
    private final Map<Long, TaskClaim> byTask = new HashMap<>();
    private final Map<String, Project> byProject = new HashMap<>();

    void put(TaskClaim claim) {
        byTask.put(claim.task(), claim);
        byProject.computeIfAbsent(claim.project(), project -> new Project()).put(claim);
    }

    void remove(TaskClaim claim) {
        byTask.remove(claim.task());
        Project project = byProject.get(claim.project());
        project.claims.remove(claim.task());
        if (project.claims.isEmpty()) {
            byProject.remove(claim.project());
        }
    }

    /** The claim on a task. */
    Optional<TaskClaim> find(long task) {
        return Optional.ofNullable(byTask.get(task));
    }

    /** The claims of an agent, or of a name that nobody has registered. */
    List<TaskClaim> of(String project, String mailbox) {
        Project found = byProject.get(project);
        return found == null
                ? List.of()
                : found.claims.values().stream()
                        .filter(claim -> claim.agent().equals(mailbox))
                        .toList();
    }

    /** Claims of a project whose time is up, but no more than this. */
    List<TaskClaim> over(String project, Instant now, int limit) {
        Project found = byProject.get(project);
        return found == null ? List.of() : found.over(now, limit);
    }

    private static final class Project {
        final Map<Long, TaskClaim> claims = new HashMap<>();
        /** No claim's time is up before that: ends only move on, so whoever finds none needn't look again until then. */
        private Instant noneBefore = Instant.MAX;

        void put(TaskClaim claim) {
            claims.put(claim.task(), claim);
            noneBefore = earlier(noneBefore, claim.expiresAt());
        }

        List<TaskClaim> over(Instant now, int limit) {
            if (now.isBefore(noneBefore)) {
                return List.of();
            }
            List<TaskClaim> over = claims.values().stream()
                    .filter(claim -> claim.isOver(now))
                    .limit(limit)
                    .toList();
            if (over.isEmpty()) {
                noneBefore = claims.values().stream().map(TaskClaim::expiresAt).reduce(Instant.MAX, Project::earlier);
            }
            return over;
        }

        private static Instant earlier(Instant a, Instant b) {
            return a.isBefore(b) ? a : b;
        }
    }
}
