package dev.intermute.reservation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request that stands, or may come to stand, in a project's line. Its agent's id is known once it stands there. It leaves
 * when its time is up or its client is gone, on any thread; it is served by the writer's. Which of the two happens is decided
 * by one step from one state to the next: what is served has not left, and what has left isn't served.
 */
final class Waiter implements Claimant {
    /** Where one stands that isn't in the line: behind everybody. */
    private static final long NOWHERE = Long.MAX_VALUE;

    private enum State {
        /** Not in the line. */
        OUTSIDE,
        WAITING,
        /** Served by a unit of work that isn't on disk yet. */
        SERVED,
        /** It is answered, or nobody wants its answer any more. */
        GONE
    }

    private final Demand demand;
    private final AtomicReference<State> state = new AtomicReference<>(State.OUTSIDE);
    private final CompletableFuture<Decision> answer = new CompletableFuture<>();

    private volatile String agent;
    private volatile long place = NOWHERE;
    private volatile boolean leaving;
    /** What it was served with, until that is on disk: a decision, or a failure. */
    private Decision decision;

    private RuntimeException failure;

    Waiter(Demand demand) {
        this.demand = demand;
    }

    Demand demand() {
        return demand;
    }

    @Override
    public String id() {
        return demand.id();
    }

    @Override
    public String agent() {
        return agent;
    }

    @Override
    public Claim claim() {
        return demand.claim();
    }

    @Override
    public Optional<Comparison> comparison() {
        return Optional.of(demand.comparison());
    }

    /** Whether it stands in the line, or has stood there. */
    boolean hasJoined() {
        return place != NOWHERE;
    }

    /** Its number in the line: whoever has a lower one came before it. */
    long place() {
        return place;
    }

    /** Completes when it is served, with what it was served with, or when it leaves, with {@link Decision.Left}. */
    CompletableFuture<Decision> answer() {
        return answer;
    }

    /** Whether it waits and an agent's claim stands in its way, or it in that one's, should they overlap. */
    boolean isRival(Claim other, String agent) {
        return isWaiting() && !agent.equals(this.agent) && !claim().isCompatible(other);
    }

    boolean isWaiting() {
        return state.get() == State.WAITING;
    }

    boolean isGone() {
        return state.get() == State.GONE;
    }

    /** Whether its time is up, its client has gone or the service stops, wherever it stands. */
    boolean isLeaving() {
        return leaving;
    }

    /** Steps into the line. Writer's thread. */
    void join(String agent, long place) {
        this.agent = agent;
        this.place = place;
        state.set(State.WAITING);
        leaveIfWanted();
    }

    /** Takes that back. Writer's thread. */
    void unjoin() {
        place = NOWHERE;
        state.compareAndSet(State.WAITING, State.OUTSIDE);
    }

    /** Is granted a lease; false if it has left. Writer's thread. */
    boolean serve(Decision granted) {
        decision = granted;
        failure = null;
        return state.compareAndSet(State.WAITING, State.SERVED);
    }

    /** Can't be granted one any more; false if it has left. Writer's thread. */
    boolean fail(RuntimeException reason) {
        failure = reason;
        return state.compareAndSet(State.WAITING, State.SERVED);
    }

    /** Takes back what it was served with: it waits again. Writer's thread. */
    void unserve() {
        state.compareAndSet(State.SERVED, State.WAITING);
        leaveIfWanted();
    }

    /** What it was served with is on disk. Writer's thread. */
    void settle() {
        if (state.compareAndSet(State.SERVED, State.GONE)) {
            if (failure == null) {
                answer.complete(decision);
            } else {
                answer.completeExceptionally(failure);
            }
        }
    }

    /**
     * Leaves the line, at once or, where it has just been served, if that is taken back; on any thread.
     *
     * @return whether it stood there, and doesn't any more
     */
    boolean leave() {
        leaving = true;
        return leaveIfWanted();
    }

    private boolean leaveIfWanted() {
        boolean left = leaving && state.compareAndSet(State.WAITING, State.GONE);
        if (left) {
            answer.complete(new Decision.Left());
        }
        return left;
    }
}
