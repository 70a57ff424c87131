package dev.intermute.reservation.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What holders promise each other, whatever the log says of the order. A client that was told of its grant holds it from the
 * end of that request to the start of the first that may have ended it, if a release did: one that expired may have been over
 * at any time in between. No two that conflict may be held at one moment. And of two grants of which one was answered
 * before the other was asked for, the later has the higher fence.
 */
final class HolderRules {
    private final List<Operation> operations;
    private final LeaseLog log;
    private final Findings findings;

    HolderRules(List<Operation> operations, LeaseLog log, Findings findings) {
        this.operations = operations;
        this.log = log;
        this.findings = findings;
    }

    void find() {
        fencesGrow();
        List<Held> all = held();
        for (int i = 0; i < all.size(); i++) {
            for (Held other : all.subList(i + 1, all.size())) {
                notBoth(all.get(i), other);
            }
        }
    }

    private void fencesGrow() {
        List<Operation> granted = operations.stream().filter(Operation::isFresh).toList();
        for (Operation later : granted) {
            granted.stream()
                    .filter(earlier -> earlier.end() < later.start() && earlier.fence() >= later.fence())
                    .forEach(earlier -> findings.add(Rule.FENCE, "%s was granted before %s", earlier, later));
        }
    }

    private List<Held> held() {
        Map<String, Long> ends = new HashMap<>();
        Map<String, Long> agentEnds = new HashMap<>();
        List<Held> all = new ArrayList<>();
        List<Operation> latestFirst = operations.stream()
                .sorted((a, b) -> Long.compare(b.start(), a.start()))
                .toList();
        for (Operation operation : latestFirst) {
            if (operation.asked() instanceof Asked.Release release) {
                ends.put(release.id(), operation.start());
            } else if (operation.asked() instanceof Asked.ReleaseAll) {
                agentEnds.put(operation.agent(), operation.start());
            } else if (operation.asked() instanceof Asked.Reserve reserve
                    && operation.outcome() instanceof Outcome.Granted granted
                    && log.grant(granted.id())
                            .filter(LeaseLog.Grant::isReleased)
                            .isPresent()) {
                long end = Math.min(
                        ends.getOrDefault(granted.id(), Long.MAX_VALUE),
                        agentEnds.getOrDefault(operation.agent(), Long.MAX_VALUE));
                all.add(new Held(operation, reserve.wanted(), operation.end(), end));
            }
        }
        return all;
    }

    private void notBoth(Held one, Held other) {
        if (one.from >= other.to
                || other.from >= one.to
                || one.operation.agent().equals(other.operation.agent())) {
            return;
        }
        findings.judgedPair();
        if (one.wanted.conflictsWith(other.wanted)) {
            findings.add(Rule.EXCLUSION, "both were held at once: %s and %s", one.operation, other.operation);
        }
    }

    private record Held(Operation operation, Wanted wanted, long from, long to) {}
}
