package dev.intermute.reservation.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the log promises by itself. Replayed in the order of its cursors it has a reservation live from its created event to
 * its end event: also one whose time is up, for its expired event comes before the created event that it made room for.
 */
final class LogRules {
    private final LeaseLog log;
    private final int agentLimit;
    private final Findings findings;

    LogRules(LeaseLog log, int agentLimit, Findings findings) {
        this.log = log;
        this.agentLimit = agentLimit;
        this.findings = findings;
    }

    void find() {
        cursorsGrow();
        eachEndsOnce();
        log.replay((event, live) -> {
            if (event.isCreated()) {
                isAlone(event, live);
                isWithinLimit(event, live);
            }
        });
    }

    private void cursorsGrow() {
        long last = 0;
        for (Logged event : log.events()) {
            if (event.cursor() <= last) {
                findings.add(Rule.FENCE, "cursor %d comes after %d", event.cursor(), last);
            }
            last = event.cursor();
            long fence =
                    log.grant(event.id()).map(grant -> grant.created().cursor()).orElse(event.fence());
            if (event.fence() != fence) {
                findings.add(Rule.FENCE, "%s was granted at %d, and tells the fence %d", event, fence, event.fence());
            }
        }
    }

    private void eachEndsOnce() {
        Map<String, Boolean> over = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Logged event : log.events()) {
            boolean isNew = known.add(event.id());
            if (event.isCreated() != isNew) {
                findings.add(Rule.ONE_END, isNew ? "%s was never created" : "%s was created twice", event);
            }
            if (over.getOrDefault(event.id(), false)) {
                findings.add(Rule.ONE_END, "%s follows its end", event);
            }
            over.merge(event.id(), event.kind().isEnd(), Boolean::logicalOr);
        }
        over.forEach((id, isOver) -> {
            if (!isOver) {
                findings.add(Rule.ONE_END, "%s never ended", id);
            }
        });
    }

    private void isAlone(Logged created, Collection<LeaseLog.Grant> live) {
        for (LeaseLog.Grant other : live) {
            if (other.conflictsWith(created.agent(), created.wanted())) {
                findings.add(Rule.EXCLUSION, "%s was granted while %s was live", created, other);
            }
        }
    }

    /** One whose time is up doesn't count; signs of life may have moved that, so this may count too few. */
    private void isWithinLimit(Logged created, Collection<LeaseLog.Grant> live) {
        long held = live.stream()
                .filter(other -> other.agent().equals(created.agent()))
                .filter(other -> other.firstExpiry().isAfter(created.createdAt()))
                .count();
        if (held >= agentLimit) {
            findings.add(Rule.LIMIT, "%s was granted to an agent that had %d", created, held);
        }
    }
}
