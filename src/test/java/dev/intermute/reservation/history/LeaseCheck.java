package dev.intermute.reservation.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what clients did and were told against the log of their project, and finds each promise that was broken. All rules
 * are sound: they find nothing where the service keeps its word, however operations interleave, for each takes an operation
 * to have been carried out at any moment between its start and its end, and an unanswered one at any moment after its start
 * or never. The reasons are told beside each rule. They aren't complete: what nobody can know from outside goes unseen.
 *
 * <p>Expects that all is over: the clients have ended, and all reservations.
 */
final class LeaseCheck {
    private final List<Operation> operations;
    private final LeaseLog log;
    private final Slack slack;
    private final int agentLimit;
    private final CursorClock clock;
    private final Findings findings = new Findings();

    /**
     * @param operations of the project that the log is of
     * @param slack measured by the operations of all projects
     */
    LeaseCheck(List<Operation> operations, LeaseLog log, Slack slack, int agentLimit) {
        this.operations = operations;
        this.log = log;
        this.slack = slack;
        this.agentLimit = agentLimit;
        this.clock = new CursorClock(known());
    }

    Findings find() {
        new LogRules(log, agentLimit, findings).find();
        new AnswerRules(operations, log, clock, agentLimit, findings).find();
        new HolderRules(operations, log, findings).find();
        new LineRules(operations, log, clock, slack, findings).find();
        return findings;
    }

    /** A grant's event is known by its fence, a release's where the reservation was released and one client alone was told so. */
    private Map<Long, Operation> known() {
        Map<Long, Operation> known = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.isFresh()) {
                known.put(operation.fence(), operation);
            } else if (operation.asked() instanceof Asked.Release release
                    && operation.outcome() instanceof Outcome.Done) {
                log.grant(release.id())
                        .filter(LeaseLog.Grant::isReleased)
                        .flatMap(LeaseLog.Grant::end)
                        .ifPresent(end -> known.put(end.cursor(), operation));
            }
        }
        return known;
    }
}
