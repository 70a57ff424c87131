package dev.intermute.reservation.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What those who wait are promised. A request is decided, and stands in the line, at the latest one slack after its start:
 * that is when it is <em>surely in line</em>, until its answer. Then the rules are these.
 *
 * <ul>
 *   <li>Who isn't granted is refused when its time is up, not before and, but for the slack, not after.
 *   <li>No stretch of a wait is longer than the slack in which nothing can have blocked it: neither a conflicting
 *       reservation of another agent, as long as {@link CursorClock} lets it be live and its time isn't up, nor a conflicting request of another
 *       agent that may have waited. The slack is for what the log doesn't tell: a request that leaves the line.
 *   <li>By the log: where the last reservation that blocks a request ends, the same unit of work grants it, if it is surely in
 *       line by then and nobody can stand before it. So before its grant comes nothing of another unit: not the grant of a
 *       request that doesn't wait. This takes no time into account, hence it sees also who was passed by in an instant.
 *   <li>Of two conflicting requests of which the one was surely in line before the other began, the first is granted first,
 *       as long as it waits.
 * </ul>
 */
final class LineRules {
    /** How early a timer may go off. */
    private static final long TIMER_NANOS = 20_000_000;

    private final List<Operation> operations;
    private final LeaseLog log;
    private final CursorClock clock;
    private final Slack slack;
    private final Findings findings;
    private final WallClock wall = new WallClock();
    private final List<Operation> waits;
    private final Map<Operation, Long> slacks = new HashMap<>();
    /** Fences of requests that don't wait. */
    private final Set<Long> atOnce = new HashSet<>();

    LineRules(List<Operation> operations, LeaseLog log, CursorClock clock, Slack slack, Findings findings) {
        this.operations = operations;
        this.log = log;
        this.clock = clock;
        this.slack = slack;
        this.findings = findings;
        this.waits = operations.stream().filter(Operation::isWait).toList();
    }

    void find() {
        operations.stream()
                .filter(operation -> !operation.isWait() && operation.isFresh())
                .forEach(operation -> atOnce.add(operation.fence()));
        waits.forEach(wait -> slacks.put(wait, slack.during(wait)));
        for (Operation wait : waits) {
            if (wait.isGranted() || wait.isRefusedWith("reservation_conflict")) {
                lastsAsLongAsItMay(wait);
                isBlockedAllTheWhile(wait);
                isServedByTheEnd(wait);
                waits.forEach(later -> keepsItsTurn(wait, later));
            }
        }
    }

    private void lastsAsLongAsItMay(Operation wait) {
        long patience = patience(wait);
        if (!wait.isGranted() && wait.nanos() < patience - TIMER_NANOS) {
            findings.add(Rule.WAITING, "%s gave up after %d ms", wait, millis(wait.nanos()));
        }
        if (wait.nanos() > patience + slacks.get(wait)) {
            findings.add(Rule.WAITING, "%s was answered after %d ms", wait, millis(wait.nanos()));
        }
    }

    private void isBlockedAllTheWhile(Operation wait) {
        if (wait.nanos() <= slacks.get(wait)) {
            return;
        }
        Stream<Span> leases = rivals(wait).stream().map(this::live);
        Stream<Span> others = waits.stream()
                .filter(other -> conflict(wait, other))
                .map(other -> new Span(other.start(), inLineUntil(other, wait)));
        List<Span> blocked = Stream.concat(leases, others)
                .sorted((a, b) -> Long.compare(a.from, b.from))
                .toList();
        long free = wait.start();
        for (Span span : blocked) {
            idle(wait, free, Math.min(span.from, wait.end()));
            free = Math.max(free, span.to);
        }
        idle(wait, free, wait.end());
    }

    private void idle(Operation wait, long from, long to) {
        if (from < to && to - from > slacks.get(wait)) {
            findings.add(
                    Rule.WAITING,
                    "nothing blocked %s for %d ms from %d ms on",
                    wait,
                    millis(to - from),
                    millis(from - wait.start()));
        }
    }

    private Span live(LeaseLog.Grant grant) {
        return new Span(
                clock.earliest(grant.created()),
                Math.min(grant.end().map(clock::latest).orElse(Long.MAX_VALUE), wall.surelyPast(grant.lastExpiry())));
    }

    /** Goes through the log, and holds each moment at which nothing blocks it any more against what comes next. */
    private void isServedByTheEnd(Operation wait) {
        Set<String> rivals = new HashSet<>();
        rivals(wait).forEach(grant -> rivals.add(grant.id()));
        Set<String> live = new HashSet<>();
        Logged room = null;
        for (Logged event : log.events()) {
            if (isGrantOf(event, wait)) {
                return;
            }
            if (room != null && isOfAnotherUnit(event, rivals)) {
                findings.add(Rule.WAITING, "%s wasn't served when %s made room, before %s", wait, room, event);
                return;
            }
            if (rivals.contains(event.id()) && event.isCreated()) {
                live.add(event.id());
            } else if (rivals.contains(event.id())
                    && event.kind().isEnd()
                    && live.remove(event.id())
                    && live.isEmpty()) {
                room = isSurelyFirst(wait, event) ? event : null;
                if (room != null) {
                    findings.judgedInLine();
                }
                if (room != null && !wait.isGranted()) {
                    findings.add(Rule.WAITING, "%s wasn't served when %s made room", wait, room);
                    return;
                }
            }
        }
    }

    private boolean isGrantOf(Logged event, Operation wait) {
        return wait.outcome() instanceof Outcome.Granted granted
                && granted.id().equals(event.id())
                && (event.isCreated() == granted.fresh());
    }

    /** A request that doesn't wait is a unit of its own, and what conflicts can't have been granted by this one. */
    private boolean isOfAnotherUnit(Logged event, Set<String> rivals) {
        return event.isCreated() && (atOnce.contains(event.cursor()) || rivals.contains(event.id()));
    }

    /** It is in line when the event happens, for its grant comes later or its time is up later, and nobody can be before it. */
    private boolean isSurelyFirst(Operation wait, Logged event) {
        long surelyIn = wait.start() + slacks.get(wait);
        return clock.earliest(event) > surelyIn
                && (wait.isGranted() || clock.latest(event) < wait.start() + patience(wait) - TIMER_NANOS)
                && waits.stream()
                        .filter(other -> conflict(wait, other))
                        .noneMatch(
                                other -> other.start() < surelyIn && inLineUntil(other, wait) > clock.earliest(event));
    }

    private void keepsItsTurn(Operation first, Operation later) {
        if (first.start() + slacks.get(first) >= later.start() || !later.isFresh() || !conflict(first, later)) {
            return;
        }
        if (first.isFresh()) {
            findings.judgedTurn();
            if (later.fence() < first.fence()) {
                findings.add(Rule.TURN, "%s was passed by %s", first, later);
            }
        } else if (!first.isGranted() && later.end() < first.start() + patience(first) - TIMER_NANOS) {
            findings.add(Rule.TURN, "%s was still waiting, and passed by %s", first, later);
        }
    }

    private List<LeaseLog.Grant> rivals(Operation wait) {
        return log.grants().stream()
                .filter(grant -> grant.conflictsWith(wait.agent(), wanted(wait)))
                .toList();
    }

    private static boolean conflict(Operation one, Operation other) {
        return !one.agent().equals(other.agent()) && wanted(one).conflictsWith(wanted(other));
    }

    /** Whoever hung up may be taken to wait a little longer. */
    private long inLineUntil(Operation other, Operation judged) {
        return other.isAnswered() ? other.end() : other.end() + slacks.get(judged);
    }

    private static Wanted wanted(Operation wait) {
        return ((Asked.Reserve) wait.asked()).wanted();
    }

    private static long patience(Operation wait) {
        return TimeUnit.SECONDS.toNanos(((Asked.Reserve) wait.asked()).waitSeconds());
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private record Span(long from, long to) {}
}
