package dev.intermute.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Those of a project by what they cover. */
    ClaimIndex<Lease> byClaim(String project) {
        Project found = byProject.get(project);
        return found == null ? new ClaimIndex<>() : found.byClaim;
    }

    /** Whether the time of one of a project's is up. */
    boolean anyIsOver(String project, Instant now) {
        Project found = byProject.get(project);
        return found != null
                && found.byAgent.values().stream()
                        .flatMap(leases -> leases.values().stream())
                        .anyMatch(lease -> !lease.isActive(now));
    }

    private static final class Project {
        final ClaimIndex<Lease> byClaim = new ClaimIndex<>();
        final Map<String, Map<String, Lease>> byAgent = new HashMap<>();

        void add(Lease lease) {
            byAgent.computeIfAbsent(lease.agent(), agent -> new LinkedHashMap<>())
                    .put(lease.id(), lease);
            byClaim.add(lease);
        }

        void remove(Lease lease) {
            Map<String, Lease> ofAgent = byAgent.get(lease.agent());
            ofAgent.remove(lease.id());
            if (ofAgent.isEmpty()) {
                byAgent.remove(lease.agent());
            }
            byClaim.remove(lease);
        }
    }
}
