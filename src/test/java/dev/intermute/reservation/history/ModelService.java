package dev.intermute.reservation.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the service promises as plain lists, in a time of its own, used by random clients; and with a flaw, if that is wanted.
 * Makes the histories that show what the check can see.
 */
final class ModelService {
    private static final int STEPS = 2_000;
    private static final int AGENT_LIMIT = 2;
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_OFF = Instant.now().plus(Duration.ofDays(1));
    private static final List<String> AGENTS =
            IntStream.range(0, 6).mapToObj(i -> "agent" + i).toList();

    private final Flaw flaw;
    private final Random random;
    private final PatternSource patterns;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Logged> events = new ArrayList<>();
    private final List<Logged> live = new ArrayList<>();
    private final List<Waiter> line = new ArrayList<>();
    private long now = 1;
    private long cursor;

    private ModelService(Flaw flaw, long seed) {
        this.flaw = flaw;
        this.random = new Random(seed);
        this.patterns = new PatternSource(random);
    }

    /** What may be wrong with a service; most go wrong now and then only. */
    enum Flaw {
        NONE(null),
        /** Takes patterns for overlapping only where one is the start of the other, as text. */
        OVERLAP_OF_PREFIXES(Rule.EXCLUSION),
        /** Looks at the first pattern of a reservation only. */
        FIRST_PATTERN_ONLY(Rule.EXCLUSION),
        LOST_WAKE_UP(Rule.WAITING),
        LAST_COME_FIRST_SERVED(Rule.TURN),
        ENDS_TWICE(Rule.ONE_END),
        FENCE_TOO_LOW(Rule.FENCE),
        NO_LIMIT(Rule.LIMIT),
        /** Answers before the disk has it, and forgets it. */
        FORGETFUL(Rule.ANSWERED),
        /** Takes a reservation that has just ended to be in the way. */
        REFUSES_FOR_NOTHING(Rule.REFUSED);

        private final Rule broken;

        Flaw(Rule broken) {
            this.broken = broken;
        }

        /** What it breaks. */
        Rule broken() {
            return broken;
        }
    }

    static Findings run(Flaw flaw, long seed) {
        ModelService model = new ModelService(flaw, seed);
        for (int i = 0; i < STEPS; i++) {
            model.step();
        }
        while (!model.line.isEmpty()) {
            model.now += TimeUnit.MILLISECONDS.toNanos(80);
            model.giveUp();
        }
        AGENTS.forEach(model::releaseAll);
        return new LeaseCheck(model.operations, new LeaseLog(model.events), new Slack(model.operations), AGENT_LIMIT)
                .find();
    }

    private void step() {
        now += TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(80));
        giveUp();
        String agent = AGENTS.get(random.nextInt(AGENTS.size()));
        List<Logged> held =
                live.stream().filter(one -> one.agent().equals(agent)).toList();
        if (line.stream().anyMatch(waiter -> waiter.agent.equals(agent))) {
            return;
        }
        if (held.isEmpty() || random.nextInt(3) == 0) {
            reserve(agent, patterns.next(), random.nextInt(3) > 0 ? 2 + random.nextInt(5) : 0);
        } else if (random.nextInt(8) == 0) {
            releaseAll(agent);
        } else {
            release(agent, held.get(random.nextInt(held.size())));
        }
    }

    private void reserve(String agent, Wanted wanted, int seconds) {
        Waiter waiter = new Waiter(agent, wanted, seconds, now);
        boolean behind = seconds > 0 && line.stream().anyMatch(waiter::conflictsWith);
        if (isFull(agent)) {
            answer(waiter, new Outcome.Refused(422, "reservation_limit", List.of()));
        } else if (rivals(waiter).isEmpty() && !behind && !refusesForNothing(waiter)) {
            grant(waiter);
        } else if (seconds > 0) {
            line.add(waiter);
        } else {
            refuse(waiter);
        }
    }

    private boolean refusesForNothing(Waiter waiter) {
        return flaw == Flaw.REFUSES_FOR_NOTHING && waiter.seconds == 0 && sometimes();
    }

    private void grant(Waiter waiter) {
        cursor++;
        long fence = flaw == Flaw.FENCE_TOO_LOW ? cursor - 1 : cursor;
        Logged created = new Logged(
                "p", cursor, Logged.Kind.CREATED, "l" + cursor, waiter.agent, waiter.wanted, LONG_AGO, FAR_OFF, fence);
        answer(waiter, new Outcome.Granted(created.id(), fence, true));
        if (flaw != Flaw.FORGETFUL || !sometimes()) {
            live.add(created);
            events.add(created);
        }
    }

    private void refuse(Waiter waiter) {
        List<Outcome.Rival> rivals = rivals(waiter).stream()
                .flatMap(one -> path(one.wanted(), waiter.wanted).stream()
                        .map(path -> new Outcome.Rival(one.id(), one.agent(), path.get(0), path.get(1))))
                .toList();
        answer(waiter, new Outcome.Refused(409, "reservation_conflict", rivals));
    }

    /** A pattern of the one, and a path that it covers and that the other wants; none where only a flaw sees a conflict. */
    private static List<List<String>> path(Wanted one, Wanted other) {
        return one.patterns().stream()
                .flatMap(pattern -> other.patterns().stream()
                        .flatMap(mine -> PatternOracle.common(pattern, mine).stream())
                        .map(path -> List.of(pattern, path)))
                .limit(1)
                .toList();
    }

    private void answer(Waiter waiter, Outcome outcome) {
        now += 1_000;
        Asked asked = new Asked.Reserve(waiter.wanted, waiter.seconds);
        operations.add(new Operation("p", waiter.agent, asked, waiter.since, now, outcome));
    }

    private void release(String agent, Logged lease) {
        long start = now;
        end(lease);
        now += 1_000;
        operations.add(
                new Operation("p", agent, new Asked.Release(lease.id()), start, now, new Outcome.Done(lease.fence())));
        serve();
    }

    private void releaseAll(String agent) {
        long start = now;
        List<Logged> held =
                live.stream().filter(one -> one.agent().equals(agent)).toList();
        held.forEach(this::end);
        now += 1_000;
        operations.add(new Operation("p", agent, new Asked.ReleaseAll(), start, now, new Outcome.Freed(held.size())));
        serve();
    }

    private void end(Logged lease) {
        live.remove(lease);
        for (int i = 0; i < (flaw == Flaw.ENDS_TWICE && sometimes() ? 2 : 1); i++) {
            cursor++;
            events.add(new Logged(
                    "p",
                    cursor,
                    Logged.Kind.RELEASED,
                    lease.id(),
                    lease.agent(),
                    lease.wanted(),
                    LONG_AGO,
                    FAR_OFF,
                    lease.fence()));
        }
    }

    private void giveUp() {
        List<Waiter> late = line.stream()
                .filter(waiter -> now - waiter.since >= TimeUnit.SECONDS.toNanos(waiter.seconds))
                .toList();
        for (Waiter waiter : late) {
            line.remove(waiter);
            refuse(waiter);
        }
        serve();
    }

    private void serve() {
        if (flaw == Flaw.LOST_WAKE_UP && !line.isEmpty() && random.nextInt(3) > 0) {
            return;
        }
        List<Waiter> order = new ArrayList<>(line);
        if (flaw == Flaw.LAST_COME_FIRST_SERVED) {
            Collections.reverse(order);
        }
        Set<Waiter> before = new HashSet<>();
        for (Waiter waiter : order) {
            if (before.stream().anyMatch(waiter::conflictsWith)
                    || !rivals(waiter).isEmpty()) {
                before.add(waiter);
            } else if (isFull(waiter.agent)) {
                line.remove(waiter);
                answer(waiter, new Outcome.Refused(422, "reservation_limit", List.of()));
            } else {
                line.remove(waiter);
                grant(waiter);
            }
        }
    }

    private boolean isFull(String agent) {
        return flaw != Flaw.NO_LIMIT
                && live.stream().filter(one -> one.agent().equals(agent)).count() >= AGENT_LIMIT;
    }

    private List<Logged> rivals(Waiter waiter) {
        return live.stream()
                .filter(one -> !one.agent().equals(waiter.agent) && conflict(one.wanted(), waiter.wanted))
                .toList();
    }

    private boolean conflict(Wanted one, Wanted other) {
        return switch (flaw) {
            case OVERLAP_OF_PREFIXES ->
                (one.exclusive() || other.exclusive())
                        && one.patterns().stream()
                                .anyMatch(mine -> other.patterns().stream()
                                        .anyMatch(theirs -> mine.startsWith(theirs) || theirs.startsWith(mine)));
            case FIRST_PATTERN_ONLY ->
                new Wanted(one.patterns().subList(0, 1), one.exclusive())
                        .conflictsWith(new Wanted(other.patterns().subList(0, 1), other.exclusive()));
            default -> one.conflictsWith(other);
        };
    }

    private boolean sometimes() {
        return random.nextInt(20) == 0;
    }

    private record Waiter(String agent, Wanted wanted, int seconds, long since) {
        boolean conflictsWith(Waiter other) {
            return !agent.equals(other.agent) && wanted.conflictsWith(other.wanted);
        }
    }
}
