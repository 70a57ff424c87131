package dev.intermute.reservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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

    private final Map<String, ProjectLine> lines = new ConcurrentHashMap<>();
    /** What the units of this batch have done. */
    private final List<Step> done = new ArrayList<>();
    /** Of all batches, also of those that were taken back: no place is given twice. */
    private long arrivals;

    /** Those who wait in a project, by arrival; on any thread. */
    Stream<Waiter> waiting(String project) {
        return line(project).byArrival().filter(Waiter::isWaiting);
    }

    /** Those who have left, and whose places nobody has looked at yet; inside a unit of work. */
    List<Waiter> departed(String project) {
        return line(project).byArrival().filter(Waiter::isGone).toList();
    }

    /** The projects where somebody waits, or has left; on any thread. */
    Set<String> projects() {
        return lines.keySet();
    }

    /** How many wait, in all projects; on any thread. */
    int size() {
        return (int) lines.values().stream()
                .flatMap(ProjectLine::byArrival)
                .filter(Waiter::isWaiting)
                .count();
    }

    /** How many of a project's waiting requests wait for a lease; on any thread. */
    int waitingFor(Lease lease) {
        return (int) line(lease.project()).candidates(lease.claim()).stream()
                .filter(waiter -> waiter.isRival(lease.claim(), lease.agent()))
                .filter(waiter -> waiter.demand().comparison().with(lease).isPresent())
                .count();
    }

    /** Those who may overlap with a claim, also who has just left or been served; on any thread. */
    Set<Waiter> candidates(String project, Claim claim) {
        return line(project).candidates(claim);
    }

    /** Those who wait for it that a claim is given up, among others, wherever they stand. Inside a unit of work. */
    List<Waiter> waitersFor(String project, Claimant held, Predicate<Waiter> matters) {
        return line(project)
                .overlapping(
                        Comparison.of(held),
                        waiter -> waiter.isRival(held.claim(), held.agent()) && matters.test(waiter))
                .stream()
                .map(ClaimIndex.Hit::claimant)
                .toList();
    }

    /** Whether a request has to wait for one before it, wherever it stands or would. Inside a unit of work. */
    boolean isBehind(Waiter waiter, String agent) {
        return line(waiter.demand().project())
                .anyOverlaps(
                        waiter.demand().comparison(),
                        other -> other.place() < waiter.place() && other.isRival(waiter.claim(), agent));
    }

    /** At most how many steps it takes to compare a claim with those who wait, or any number beyond the limit. */
    long steps(Demand demand, String agent, long limit) {
        return line(demand.project())
                .steps(demand.comparison(), waiter -> waiter.isRival(demand.claim(), agent), limit);
    }

    /** What an agent waits for, in a project. Inside a unit of work. */
    Stream<Waiter> of(String project, String agent) {
        return waiting(project).filter(waiter -> agent.equals(waiter.agent()));
    }

    boolean isFull(String project, String agent) {
        return of(project, agent).count() >= AGENT_LIMIT || waiting(project).count() >= PROJECT_LIMIT;
    }

    /** Puts a request at the end. Inside a unit of work. */
    void join(Waiter waiter, String agent) {
        done.add(new Step(waiter, Step.Kind.JOIN));
        lines.computeIfAbsent(waiter.demand().project(), project -> new ProjectLine())
                .add(waiter);
        waiter.join(agent, arrivals++);
    }

    /** Grants a request its lease; false if it has left. Inside a unit of work. */
    boolean serve(Waiter waiter, Decision decision) {
        return served(waiter, waiter.serve(decision));
    }

    /** Ends a request's waiting without a lease; false if it has left. Inside a unit of work. */
    boolean fail(Waiter waiter, RuntimeException reason) {
        return served(waiter, waiter.fail(reason));
    }

    private boolean served(Waiter waiter, boolean stood) {
        if (stood) {
            done.add(new Step(waiter, Step.Kind.SERVE));
        }
        return stood;
    }

    /** Takes out who has left: its place has been looked at. Inside a unit of work. */
    void forget(Waiter departed) {
        done.add(new Step(departed, Step.Kind.FORGET));
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
        return done.size();
    }

    @Override
    public void rewind(int mark) {
        for (int i = done.size() - 1; i >= mark; i--) {
            Step step = done.get(i);
            switch (step.kind()) {
                case JOIN -> {
                    step.waiter().unjoin();
                    take(step.waiter());
                }
                case SERVE -> step.waiter().unserve();
                case FORGET -> {}
            }
        }
        done.subList(mark, done.size()).clear();
    }

    @Override
    public void committed() {
        for (Step step : done) {
            switch (step.kind()) {
                case JOIN -> {}
                case SERVE -> {
                    take(step.waiter());
                    step.waiter().settle();
                }
                case FORGET -> take(step.waiter());
            }
        }
        done.clear();
    }

    @Override
    public void abandoned() {
        rewind(0);
    }

    private void take(Waiter waiter) {
        lines.computeIfPresent(waiter.demand().project(), (project, line) -> line.remove(waiter) ? null : line);
    }

    private ProjectLine line(String project) {
        ProjectLine line = lines.get(project);
        return line == null ? new ProjectLine() : line;
    }

    private record Step(Waiter waiter, Kind kind) {
        enum Kind {
            JOIN,
            SERVE,
            FORGET
        }
    }
}
