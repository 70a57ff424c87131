package dev.intermute.reservation.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was answered with success is in the log, as it was answered and as often; and what is in the log, somebody asked for. */
final class AnswerRules {
    private final List<Operation> operations;
    private final LeaseLog log;
    private final Findings findings;
    private final RefusalRules refusals;
    private final List<Operation> open;
    private final Map<String, Integer> renewals = new HashMap<>();
    private final Map<String, Integer> releases = new HashMap<>();
    /** Ids of the grants that somebody was told of. */
    private final Set<String> told = new HashSet<>();

    AnswerRules(List<Operation> operations, LeaseLog log, CursorClock clock, int agentLimit, Findings findings) {
        this.operations = operations;
        this.log = log;
        this.findings = findings;
        this.open =
                operations.stream().filter(operation -> !operation.isAnswered()).toList();
        this.refusals = new RefusalRules(log, clock, agentLimit, findings);
    }

    void find() {
        for (Operation operation : operations) {
            if (operation.outcome() instanceof Outcome.Granted answer
                    && operation.asked() instanceof Asked.Reserve asked) {
                granted(operation, asked, answer);
            } else if (operation.outcome() instanceof Outcome.Done answer) {
                done(operation, answer);
            } else if (operation.outcome() instanceof Outcome.Refused refused) {
                refusals.refused(operation, refused);
            } else if (operation.outcome() instanceof Outcome.Found found
                    && operation.asked() instanceof Asked.Check asked) {
                refusals.found(operation, asked.wanted(), found);
            }
        }
        everyGrantWasAskedFor();
        log.grants().forEach(this::wasRenewedAsOften);
        log.grants().stream().map(LeaseLog.Grant::agent).distinct().forEach(this::wasReleasedAsOften);
    }

    private void granted(Operation operation, Asked.Reserve asked, Outcome.Granted answer) {
        LeaseLog.Grant grant = log.grant(answer.id()).orElse(null);
        if (grant == null) {
            findings.add(Rule.ANSWERED, "%s isn't in the log", operation);
            return;
        }
        if (grant.created().fence() != answer.fence()
                || !grant.agent().equals(operation.agent())
                || (answer.fresh()
                        && !grant.wanted().withoutTwins().equals(asked.wanted().withoutTwins()))) {
            findings.add(Rule.ANSWERED, "%s is in the log as %s", operation, grant);
        }
        if (answer.fresh() && !told.add(answer.id())) {
            findings.add(Rule.ANSWERED, "%s was granted twice", operation);
        }
        if (!answer.fresh()) {
            renewals.merge(answer.id(), 1, Integer::sum);
        }
    }

    private void done(Operation operation, Outcome.Done answer) {
        String id = idOf(operation.asked());
        LeaseLog.Grant grant = log.grant(id).orElse(null);
        if (grant == null
                || !grant.agent().equals(operation.agent())
                || grant.created().fence() != answer.fence()) {
            findings.add(Rule.ANSWERED, "%s is of %s", operation, grant);
        } else if (operation.asked() instanceof Asked.Renew) {
            renewals.merge(id, 1, Integer::sum);
        } else {
            refusals.isOverBy(operation, grant);
            releases.merge(id, 1, Integer::sum);
        }
    }

    private static String idOf(Asked asked) {
        if (asked instanceof Asked.Renew renew) {
            return renew.id();
        }
        return asked instanceof Asked.Release release ? release.id() : "";
    }

    /** A grant that nobody was told of is that of an unanswered request for the same, and each such has one at most. */
    private void everyGrantWasAskedFor() {
        Map<Claim, Integer> asked = new HashMap<>();
        open.stream()
                .filter(operation -> operation.asked() instanceof Asked.Reserve)
                .forEach(operation -> asked.merge(
                        new Claim(
                                operation.agent(),
                                ((Asked.Reserve) operation.asked()).wanted().withoutTwins()),
                        1,
                        Integer::sum));
        for (LeaseLog.Grant grant : log.grants()) {
            if (!told.contains(grant.id())
                    && asked.merge(new Claim(grant.agent(), grant.wanted().withoutTwins()), -1, Integer::sum) < 0) {
                findings.add(Rule.ANSWERED, "nobody asked for %s", grant);
            }
        }
    }

    /** Each renewal that was answered has its event; there are no more but those that may stem from unanswered requests. */
    private void wasRenewedAsOften(LeaseLog.Grant grant) {
        long logged = grant.later().stream()
                .filter(event -> event.kind() == Logged.Kind.RENEWED)
                .count();
        int answered = renewals.getOrDefault(grant.id(), 0);
        long unanswered = open.stream()
                .filter(operation -> operation.agent().equals(grant.agent()))
                .filter(operation -> operation.asked() instanceof Asked.Reserve
                        || operation.asked().equals(new Asked.Renew(grant.id())))
                .count();
        if (logged < answered || logged > answered + unanswered) {
            findings.add(Rule.ANSWERED, "%s was renewed %d times by the log, %d by answers", grant, logged, answered);
        }
    }

    /** A reservation that was released, was so by one request: alone, or together with all of its agent. */
    private void wasReleasedAsOften(String agent) {
        int alone = 0;
        int logged = 0;
        for (LeaseLog.Grant grant : log.grants()) {
            if (grant.agent().equals(agent) && grant.isReleased()) {
                int answered = releases.getOrDefault(grant.id(), 0);
                logged++;
                alone += answered;
                if (answered > 1) {
                    findings.add(Rule.ONE_END, "%s was released by %d requests", grant, answered);
                }
            }
        }
        int together = operations.stream()
                .filter(operation -> operation.agent().equals(agent))
                .map(Operation::outcome)
                .mapToInt(outcome -> outcome instanceof Outcome.Freed freed ? freed.count() : 0)
                .sum();
        boolean mayBeMore = open.stream()
                .filter(operation -> operation.agent().equals(agent))
                .anyMatch(operation ->
                        operation.asked() instanceof Asked.Release || operation.asked() instanceof Asked.ReleaseAll);
        if (mayBeMore ? logged < alone + together : logged != alone + together) {
            findings.add(
                    Rule.ANSWERED,
                    "agent %s released %d by the log, %d + %d by answers",
                    agent,
                    logged,
                    alone,
                    together);
        }
    }

    /** What an agent wants. */
    private record Claim(String agent, Wanted wanted) {}
}
