package dev.intermute.reservation.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Somebody who reserves, waits, renews, releases, hangs up and crashes at random. Who crashes comes back as another agent; the
 * old one has sent a heartbeat, says nothing any more, and loses what it held to the sweeper. An agent that hasn't sent one
 * mostly releases what it has before it goes; else that lasts until its time is up, which a longer run sees. What an agent
 * asks first doesn't wait: the first request of a process takes long, and a wait is judged by its time.
 */
final class RandomClient {
    private static final int LONGEST_WAIT_SECONDS = 3;
    private static final int LONGEST_HOLD_MILLIS = 2_000;
    private static final int REMEMBERED = 6;
    private static final int CARELESS = 16;

    private final Caller caller;
    private final String project;
    private final Temper temper;
    private final Random random;
    private final PatternSource patterns;
    private final List<Held> held = new ArrayList<>();
    private String agent;
    private boolean beats;

    RandomClient(Caller caller, String project, Temper temper, Random random) {
        this.caller = caller;
        this.project = project;
        this.temper = temper;
        this.random = random;
        this.patterns = new PatternSource(random);
    }

    /** How a client goes about it. */
    enum Temper {
        /** One request after the other. */
        QUICK(2, 0),
        /** Waits for what it hasn't, and mostly releases what it gets after a while: so there is a line, and it moves. */
        SLOW(40, 60);

        private final int waitPercent;
        private final int dwellPercent;

        Temper(int waitPercent, int dwellPercent) {
            this.waitPercent = waitPercent;
            this.dwellPercent = dwellPercent;
        }

        /** That of all in a project. */
        static Temper of(int project) {
            return project % 2 == 0 ? SLOW : QUICK;
        }
    }

    void runUntil(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            if (agent == null) {
                beats = random.nextBoolean();
                agent = caller.register(project, beats);
                ask(new Asked.Check(patterns.next()));
            }
            step();
        }
    }

    private void step() {
        int die = random.nextInt(100);
        if (die < temper.waitPercent) {
            waitFor(patterns.next());
        } else if (die < 40 || held.isEmpty()) {
            reserve(patterns.next(), 0);
        } else if (die < 46) {
            reserve(any().wanted, 0);
        } else if (die < 54) {
            ask(new Asked.Renew(any().id));
        } else if (die < 82) {
            release(any());
        } else if (die < 86) {
            ask(new Asked.ReleaseAll());
        } else if (die < 97) {
            ask(new Asked.Check(patterns.next()));
        } else {
            crash();
        }
    }

    private void waitFor(Wanted wanted) {
        int seconds = 1 + random.nextInt(LONGEST_WAIT_SECONDS);
        if (random.nextInt(6) == 0) {
            caller.askAndHangUp(project, agent, new Asked.Reserve(wanted, seconds), random.nextInt(seconds * 1000));
        } else {
            reserve(wanted, seconds);
        }
    }

    private void reserve(Wanted wanted, int seconds) {
        if (ask(new Asked.Reserve(wanted, seconds)) instanceof Outcome.Granted granted) {
            held.removeIf(one -> one.id.equals(granted.id()));
            held.add(new Held(granted.id(), wanted));
            if (held.size() > REMEMBERED) {
                held.remove(0);
            }
            if (random.nextInt(100) < temper.dwellPercent) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_HOLD_MILLIS)));
                release(held.get(held.size() - 1));
            }
        }
    }

    /** Now and then it is released again later. */
    private void release(Held one) {
        ask(new Asked.Release(one.id));
        if (random.nextInt(8) > 0) {
            held.remove(one);
        }
    }

    private void crash() {
        if (!beats && random.nextInt(CARELESS) > 0) {
            ask(new Asked.ReleaseAll());
        }
        held.clear();
        agent = null;
    }

    private Outcome ask(Asked asked) {
        return caller.ask(project, agent, asked);
    }

    private Held any() {
        return held.get(random.nextInt(held.size()));
    }

    private record Held(String id, Wanted wanted) {}
}
