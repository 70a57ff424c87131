package dev.intermute.reservation.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A history that is told by hand: what is in the log, and what clients did from one millisecond to another. */
final class Story {
    static final int AGENT_LIMIT = 2;

    private static final String PROJECT = "p";
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_OFF = Instant.now().plus(Duration.ofDays(1));

    private final List<Operation> operations = new ArrayList<>();
    private final List<Logged> events = new ArrayList<>();
    private final Map<String, Logged> created = new HashMap<>();
    private long cursor;

    static Wanted alone(String... patterns) {
        return new Wanted(List.of(patterns), true);
    }

    static Wanted shared(String... patterns) {
        return new Wanted(List.of(patterns), false);
    }

    /** A reservation is granted by the log, and its client is told so. */
    Story granted(String agent, Wanted wanted, String id, long from, long to) {
        return granted(agent, wanted, 0, id, from, to);
    }

    /** The same after it has waited. */
    Story granted(String agent, Wanted wanted, int waitSeconds, String id, long from, long to) {
        created(agent, wanted, id);
        return did(agent, new Asked.Reserve(wanted, waitSeconds), from, to, new Outcome.Granted(id, cursor, true));
    }

    /** A reservation is released by the log, and its client is told so. */
    Story released(String agent, String id, long from, long to) {
        logged(Logged.Kind.RELEASED, id);
        return did(agent, new Asked.Release(id), from, to, new Outcome.Done(fence(id)));
    }

    /** Something is refused with these in the way. */
    Story conflict(String agent, Wanted wanted, int waitSeconds, long from, long to, Outcome.Rival... rivals) {
        return refused(agent, new Asked.Reserve(wanted, waitSeconds), from, to, "reservation_conflict", rivals);
    }

    Story refused(String agent, Asked asked, long from, long to, String error, Outcome.Rival... rivals) {
        return did(agent, asked, from, to, new Outcome.Refused(409, error, List.of(rivals)));
    }

    Story did(String agent, Asked asked, long from, long to, Outcome outcome) {
        operations.add(new Operation(
                PROJECT,
                agent,
                asked,
                TimeUnit.MILLISECONDS.toNanos(from),
                TimeUnit.MILLISECONDS.toNanos(to),
                outcome));
        return this;
    }

    Story created(String agent, Wanted wanted, String id) {
        return created(agent, wanted, id, FAR_OFF);
    }

    /** One that lasts until a millisecond. */
    Story createdUntil(long millis, String agent, Wanted wanted, String id) {
        Instant zero = Instant.now().minusNanos(System.nanoTime());
        return created(agent, wanted, id, zero.plusMillis(millis));
    }

    private Story created(String agent, Wanted wanted, String id, Instant expiresAt) {
        cursor++;
        Logged event = new Logged(PROJECT, cursor, Logged.Kind.CREATED, id, agent, wanted, LONG_AGO, expiresAt, cursor);
        created.put(id, event);
        events.add(event);
        return this;
    }

    Story logged(Logged.Kind kind, String id) {
        return logged(kind, id, fence(id));
    }

    /** An event that tells this fence. */
    Story logged(Logged.Kind kind, String id, long fence) {
        cursor++;
        Logged first = created.get(id);
        events.add(new Logged(
                PROJECT, cursor, kind, id, first.agent(), first.wanted(), LONG_AGO, first.expiresAt(), fence));
        return this;
    }

    /** An event of something that the log hasn't told of before. */
    Story outOfNothing(Logged.Kind kind, String id) {
        cursor++;
        events.add(new Logged(PROJECT, cursor, kind, id, "ann", alone("a"), LONG_AGO, FAR_OFF, cursor));
        return this;
    }

    Outcome.Rival rival(String id, String overlaps) {
        Logged grant = created.get(id);
        return new Outcome.Rival(id, grant.agent(), grant.wanted().patterns().get(0), overlaps);
    }

    private long fence(String id) {
        return created.get(id).fence();
    }

    Findings check() {
        return new LeaseCheck(operations, new LeaseLog(events), new Slack(operations), AGENT_LIMIT).find();
    }

    /** The check finds that a promise was broken, and says so. */
    void breaks(Rule rule, String what) {
        assertThat(check().violations()).anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.what()).contains(what);
        });
    }
}
