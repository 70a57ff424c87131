package dev.intermute.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.intermute.reservation.pattern.PatternIndex;

/** Leases that haven't ended, to be found by id, by agent and by what they cover. Many threads may read it while none
 * changes it. */
final class LeaseTable {
    private final Map<String, Lease> byId = new HashMap<>();
    private final Map<String, Project> byProject = new HashMap<>();

    /** Adds a lease, or puts it in the place of that with its id. */
    void put(Lease lease) {
        remove(lease);
        byId.put(lease.id(), lease);
        byProject.computeIfAbsent(lease.project(), project -> new Project()).add(lease);
    }

    /** Takes out the lease with this lease's id, if there is one. */
    void remove(Lease lease) {
        Lease known = byId.remove(lease.id());
        if (known == null) {
            return;
        }
        Project project = byProject.get(known.project());
        project.remove(known);
        if (project.byAgent.isEmpty()) {
            byProject.remove(known.project());
        }
    }

    Optional<Lease> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Lease> find(String project, String id) {
        return find(id).filter(lease -> lease.project().equals(project));
    }

    Collection<Lease> all() {
        return byId.values();
    }

    /** Those of a project. */
    List<Lease> of(String project) {
        Project found = byProject.get(project);
        return found == null
                ? List.of()
                : found.byAgent.values().stream()
                        .flatMap(leases -> leases.values().stream())
                        .toList();
    }

    /** Those of an agent. */
    List<Lease> of(String project, String agent) {
        Project found = byProject.get(project);
        return found == null
                ? List.of()
                : List.copyOf(found.byAgent.getOrDefault(agent, Map.of()).values());
    }

    /** Those of an agent that are active. */
    List<Lease> active(String project, String agent, Instant now) {
        return of(project, agent).stream().filter(lease -> lease.isActive(now)).toList();
    }

    /** Those of a project that matter and overlap with a claim, each with where they do. */
    List<Hit> overlapping(String project, Comparison comparison, Predicate<Lease> matters) {
        Project found = byProject.get(project);
        if (found == null) {
            return List.of();
        }
        Map<String, Hit> hits = new LinkedHashMap<>();
        comparison.forEachOverlapping((id, overlap) ->
                find(project, id).filter(matters).ifPresent(lease -> hits.put(id, new Hit(lease, overlap))));
        for (Claim.Area mine : comparison.claim().areas()) {
            found.index.forEachOverlapping(
                    mine.pattern(),
                    entry -> matters.test(entry.lease)
                            && !comparison.knows(entry.lease)
                            && !hits.containsKey(entry.lease.id()),
                    entry -> hits.put(entry.lease.id(), new Hit(entry.lease, new Claim.Overlap(mine, entry.area))));
        }
        return List.copyOf(hits.values());
    }

    /** At most how many steps {@link #overlapping} takes for comparisons that aren't known. */
    long steps(String project, Comparison comparison, Predicate<Lease> matters) {
        Project found = byProject.get(project);
        long[] steps = {0};
        for (Claim.Area mine : comparison.claim().areas()) {
            long weight = mine.pattern().weight();
            if (found != null && weight > 0) {
                found.index.forEachCandidate(mine.pattern(), entry -> {
                    long theirs = entry.area.pattern().weight();
                    if (theirs > 0 && matters.test(entry.lease) && !comparison.knows(entry.lease)) {
                        steps[0] += weight * theirs;
                    }
                });
            }
        }
        return steps[0];
    }

    /** Those of a project that may overlap with a claim, by their literal beginnings: no more than a look. */
    Set<Lease> candidates(String project, Claim claim) {
        Project found = byProject.get(project);
        Set<Lease> candidates = new LinkedHashSet<>();
        if (found != null) {
            claim.areas()
                    .forEach(
                            mine -> found.index.forEachCandidate(mine.pattern(), entry -> candidates.add(entry.lease)));
        }
        return candidates;
    }

    /** Whether the time of one of a project's is up. */
    boolean anyIsOver(String project, Instant now) {
        Project found = byProject.get(project);
        return found != null
                && found.byAgent.values().stream()
                        .flatMap(leases -> leases.values().stream())
                        .anyMatch(lease -> !lease.isActive(now));
    }

    /** A lease that a claim overlaps with, and where. */
    record Hit(Lease lease, Claim.Overlap overlap) {}

    private record Entry(Lease lease, Claim.Area area) {}

    private static final class Project {
        final PatternIndex<Entry> index = new PatternIndex<>();
        final Map<String, Map<String, Lease>> byAgent = new HashMap<>();

        void add(Lease lease) {
            byAgent.computeIfAbsent(lease.agent(), agent -> new LinkedHashMap<>())
                    .put(lease.id(), lease);
            lease.claim().areas().forEach(area -> index.add(area.pattern(), new Entry(lease, area)));
        }

        void remove(Lease lease) {
            Map<String, Lease> ofAgent = byAgent.get(lease.agent());
            ofAgent.remove(lease.id());
            if (ofAgent.isEmpty()) {
                byAgent.remove(lease.agent());
            }
            lease.claim().areas().forEach(area -> index.remove(area.pattern(), new Entry(lease, area)));
        }
    }
}
