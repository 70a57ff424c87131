package dev.intermute.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.BatchParticipant;

/**
 * Who waits for a lease: one line a project, by arrival. Lives in memory alone, for who waits is a connection. The writer's
 * thread changes it inside units of work, and takes back what isn't committed; whoever leaves is taken out by the next unit
 * that serves the line, which then looks at those behind.
 */
@ApplicationScoped
@Priority(BatchParticipant.ANSWERS)
class WaitingLine implements BatchParticipant {
    /** How many requests may wait in a project. */
    static final int PROJECT_LIMIT = 1000;
    /** How many requests of one agent may. */
    static final int AGENT_LIMIT = 10;

    private final Map<String, List<Waiter>> lines = new ConcurrentHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** Those who wait in a project, by arrival; on any thread. */
    Stream<Waiter> waiting(String project) {
        return lines.getOrDefault(project, List.of()).stream().filter(Waiter::isWaiting);
    }

    /** Those who have left, and whose places nobody has looked at yet; inside a unit of work. */
    List<Waiter> departed(String project) {
        return lines.getOrDefault(project, List.of()).stream()
                .filter(Waiter::isGone)
                .toList();
    }

    /** The projects where somebody waits, or has left; on any thread. */
    Set<String> projects() {
        return lines.keySet();
    }

    /** How many wait, in all projects; on any thread. */
    int size() {
        return (int) lines.values().stream()
                .flatMap(Collection::stream)
                .filter(Waiter::isWaiting)
                .count();
    }

    /** How many of a project's waiting requests wait for a lease; on any thread. */
    int waitingFor(Lease lease) {
        return (int) waiting(lease.project())
                .filter(waiter -> waiter.isInTheWay(lease.claim(), lease.agent()))
                .count();
    }

    boolean isFull(String project, String agentId) {
        List<Waiter> waiting = waiting(project).toList();
        return waiting.size() >= PROJECT_LIMIT
                || waiting.stream()
                                .filter(waiter -> agentId.equals(waiter.agentId()))
                                .count()
                        >= AGENT_LIMIT;
    }

    /** Puts a request at the end. Inside a unit of work. */
    void join(Waiter waiter, String agentId) {
        steps.add(new Step(waiter, Step.Kind.JOIN));
        lines.computeIfAbsent(waiter.demand().project(), project -> new CopyOnWriteArrayList<>())
                .add(waiter);
        waiter.join(agentId);
    }

    /** Grants a request its lease; false if it has left. Inside a unit of work. */
    boolean serve(Waiter waiter, Decision decision) {
        return served(waiter, waiter.serve(decision));
    }

    /** Ends a request's waiting without a lease; false if it has left. Inside a unit of work. */
    boolean fail(Waiter waiter, RuntimeException reason) {
        return served(waiter, waiter.fail(reason));
    }

    private boolean served(Waiter waiter, boolean done) {
        if (done) {
            steps.add(new Step(waiter, Step.Kind.SERVE));
        }
        return done;
    }

    /** Takes out who has left: its place has been looked at. Inside a unit of work. */
    void forget(Waiter departed) {
        steps.add(new Step(departed, Step.Kind.FORGET));
    }

    @Override
    public Instant open() {
        return Instant.EPOCH;
    }

    @Override
    public void begin(Instant now) {
        rewind(0);
    }

    @Override
    public int mark() {
        return steps.size();
    }

    @Override
    public void rewind(int mark) {
        for (int i = steps.size() - 1; i >= mark; i--) {
            Step step = steps.get(i);
            switch (step.kind()) {
                case JOIN -> {
                    step.waiter().unjoin();
                    take(step.waiter());
                }
                case SERVE -> step.waiter().unserve();
                case FORGET -> {}
            }
        }
        steps.subList(mark, steps.size()).clear();
    }

    @Override
    public void committed() {
        for (Step step : steps) {
            switch (step.kind()) {
                case JOIN -> {}
                case SERVE -> {
                    take(step.waiter());
                    step.waiter().settle();
                }
                case FORGET -> take(step.waiter());
            }
        }
        steps.clear();
    }

    @Override
    public void abandoned() {
        rewind(0);
    }

    private void take(Waiter waiter) {
        lines.computeIfPresent(waiter.demand().project(), (project, line) -> {
            line.remove(waiter);
            return line.isEmpty() ? null : line;
        });
    }

    private record Step(Waiter waiter, Kind kind) {
        enum Kind {
            JOIN,
            SERVE,
            FORGET
        }
    }
}
