package dev.intermute.reservation.history;

import java.util.List;

/**
 * A refusal has its reason at the moment when the request was carried out, which lies between its start and its end. So what
 * it names as a reason must have been able to be so at some moment in between; {@link CursorClock} says how far that is known.
 *
 * <p>A reservation may be over before its end event, once its time is up: by the {@link WallClock}, not before the first
 * {@code expires_at} that it had.
 */
final class RefusalRules {
    /** What is beyond that, an answer leaves out. */
    private static final int LISTED_AT_MOST = 100;

    private final WallClock wall = new WallClock();
    private final LeaseLog log;
    private final CursorClock clock;
    private final int agentLimit;
    private final Findings findings;

    RefusalRules(LeaseLog log, CursorClock clock, int agentLimit, Findings findings) {
        this.log = log;
        this.clock = clock;
        this.agentLimit = agentLimit;
        this.findings = findings;
    }

    void refused(Operation operation, Outcome.Refused refused) {
        switch (refused.error()) {
            case "reservation_conflict" -> conflict(operation, refused);
            case "reservation_limit" -> limit(operation);
            case "reservation_ended" -> ended(operation, ((Asked.Renew) operation.asked()).id());
            case "reservation_not_found" -> notFound(operation);
            case "storage_unavailable", "overloaded" -> {}
            default -> findings.add(Rule.REFUSED, "nothing explains %s", operation);
        }
    }

    /** Without waiting something active is in the way, else an earlier one that waits may be: {@link LineRules} sees to that. */
    private void conflict(Operation operation, Outcome.Refused refused) {
        Asked.Reserve asked = (Asked.Reserve) operation.asked();
        if (refused.rivals().isEmpty() && !asked.mayWait()) {
            findings.add(Rule.REFUSED, "%s has nothing in its way", operation);
        }
        rivals(operation, asked.wanted(), refused.rivals());
    }

    /** A check lists what is in the way; what surely was there all the while is among it. */
    void found(Operation operation, Wanted wanted, Outcome.Found found) {
        rivals(operation, wanted, found.rivals());
        if (found.available() != found.rivals().isEmpty()) {
            findings.add(Rule.REFUSED, "%s contradicts itself", operation);
        }
        if (found.rivals().size() < LISTED_AT_MOST) {
            seesAllThatStay(operation, wanted, found);
        }
    }

    private void seesAllThatStay(Operation operation, Wanted wanted, Outcome.Found found) {
        List<String> listed = found.rivals().stream().map(Outcome.Rival::id).toList();
        log.grants().stream()
                .filter(grant -> grant.conflictsWith(operation.agent(), wanted) && !listed.contains(grant.id()))
                .filter(grant -> clock.latest(grant.created()) < operation.start())
                .filter(grant -> grant.end().stream().allMatch(end -> clock.earliest(end) > operation.end()))
                .filter(grant -> !mayBeUp(grant, operation))
                .forEach(grant -> findings.add(Rule.EXCLUSION, "%s doesn't see %s", operation, grant));
    }

    private void rivals(Operation operation, Wanted wanted, List<Outcome.Rival> rivals) {
        for (Outcome.Rival rival : rivals) {
            LeaseLog.Grant grant = log.grant(rival.id()).orElse(null);
            if (grant == null || !grant.agent().equals(rival.agent())) {
                findings.add(Rule.REFUSED, "%s has a rival that nobody has", operation);
            } else if (!grant.conflictsWith(operation.agent(), wanted)) {
                findings.add(Rule.REFUSED, "%s doesn't conflict with %s", operation, grant);
            } else if (!clock.mayBeLive(grant, operation.start(), operation.end())) {
                findings.add(Rule.REFUSED, "%s isn't live during %s", grant, operation);
            } else if (!PatternOracle.covers(rival.pattern(), rival.overlaps())
                    || wanted.patterns().stream().noneMatch(one -> PatternOracle.covers(one, rival.overlaps()))) {
                findings.add(Rule.REFUSED, "%s isn't covered by both in %s", rival.overlaps(), operation);
            }
        }
    }

    private void limit(Operation operation) {
        long held = log.grants().stream()
                .filter(grant -> grant.agent().equals(operation.agent()))
                .filter(grant -> clock.mayBeLive(grant, operation.start(), operation.end()))
                .count();
        if (held < agentLimit) {
            findings.add(Rule.LIMIT, "%s is refused to an agent that has %d at most", operation, held);
        }
    }

    private void ended(Operation operation, String id) {
        log.grant(id)
                .ifPresentOrElse(
                        grant -> isOverBy(operation, grant),
                        () -> findings.add(Rule.REFUSED, "%s is of nothing that was granted", operation));
    }

    private void notFound(Operation operation) {
        boolean gone = operation.asked() instanceof Asked.Release release
                && log.grant(release.id()).filter(LeaseLog.Grant::isReleased).isPresent();
        if (gone) {
            ended(operation, ((Asked.Release) operation.asked()).id());
        } else {
            findings.add(Rule.REFUSED, "nothing was released that explains %s", operation);
        }
    }

    /** After a release, or after one was found to be over, it has ended. */
    void isOverBy(Operation operation, LeaseLog.Grant grant) {
        boolean over = grant.end()
                .filter(end -> clock.earliest(end) <= operation.end())
                .isPresent();
        if (!over && !mayBeUp(grant, operation)) {
            findings.add(Rule.ANSWERED, "%s goes on after %s", grant, operation);
        }
    }

    private boolean mayBeUp(LeaseLog.Grant grant, Operation operation) {
        return wall.mayBePast(grant.firstExpiry(), operation.end());
    }
}
