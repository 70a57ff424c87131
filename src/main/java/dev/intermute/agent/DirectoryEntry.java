package dev.intermute.agent;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** One agent in {@link AgentDirectory}. What is stored changes with a commit; what it was last seen doing, at once. */
final class DirectoryEntry {
    final String project;
    final String id;

    private volatile String name;
    private volatile String tokenHash;
    private final AtomicReference<Instant> lastSeen = new AtomicReference<>(Instant.EPOCH);
    private volatile String focusState;
    private volatile boolean beaten;
    private volatile long unwrittenSinceNanos;
    private final AtomicBoolean unwritten = new AtomicBoolean();

    DirectoryEntry(String project, String id) {
        this.project = project;
        this.id = id;
    }

    String name() {
        return name;
    }

    String tokenHash() {
        return tokenHash;
    }

    Instant lastSeen() {
        return lastSeen.get();
    }

    String focusState() {
        return focusState;
    }

    /** Whether it has ever sent a heartbeat. */
    boolean hasBeaten() {
        return beaten;
    }

    void beat() {
        beaten = true;
    }

    void store(Agent agent) {
        beaten |= agent.heartbeats;
        name = agent.name;
        tokenHash = agent.tokenHash;
        seen(agent.lastSeen);
        focusState = agent.focusState;
    }

    /** Notes a sign of life; an earlier one, that comes late, takes nothing back. */
    void seen(Instant time) {
        lastSeen.accumulateAndGet(time, (known, now) -> now.isAfter(known) ? now : known);
    }

    /** Notes that the last sign of life must be written; false where that was noted already. */
    boolean needsWriting(long nowNanos) {
        if (!unwritten.compareAndSet(false, true)) {
            return false;
        }
        unwrittenSinceNanos = nowNanos;
        return true;
    }

    /** Begins to write: a sign of life from here on must be written again. */
    void writing() {
        unwritten.set(false);
    }

    long unwrittenSinceNanos() {
        return unwrittenSinceNanos;
    }
}
