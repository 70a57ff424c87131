package dev.intermute.reservation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;

import dev.intermute.agent.Agents;
import dev.intermute.agent.LifeListener;
import dev.intermute.store.BatchParticipant;
import dev.intermute.store.StoreLifecycle;
import dev.intermute.store.WriteBehind;

/**
 * The leases that haven't ended, in memory, twice: as the unit of work that runs now finds them, and as everybody else does,
 * who sees a change once it is on disk. The database is the truth; both are made from it at start and follow it.
 */
@ApplicationScoped
@Priority(BatchParticipant.HOLDINGS)
class Leases implements BatchParticipant, LifeListener {
    private final ReservationRepository reservations;
    private final ClaimReader claims;
    private final Agents agents;
    private final InstantSource clock;
    private final WriteBehind<Lease> prolonged;
    private final LeaseTable working = new LeaseTable();
    private final LeaseTable published = new LeaseTable();
    private final ReadWriteLock publishing = new ReentrantReadWriteLock();
    private final Map<String, Set<Lease>> renewing = new ConcurrentHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private volatile Instant batchTime = Instant.EPOCH;

    Leases(
            ReservationRepository reservations,
            ClaimReader claims,
            Agents agents,
            InstantSource clock,
            ReservationConfig config) {
        this.reservations = reservations;
        this.claims = claims;
        this.agents = agents;
        this.clock = clock;
        this.prolonged = new WriteBehind<>(
                config.reservation().flushInterval(),
                lease -> reservations.prolong(lease.project(), lease.fence(), lease.expiresAt()));
    }

    /** The leases as the unit of work that runs now finds them. Only inside one, and not to be changed. */
    LeaseTable inUnit() {
        return working;
    }

    /** A unit of work has granted or renewed a lease. Only inside one. */
    void put(Lease lease) {
        change(new Change(working.find(lease.id()).orElse(null), lease));
    }

    /**
     * A unit of work has ended a lease. Only inside one.
     *
     * @throws IllegalStateException if it has ended before
     */
    void remove(Lease lease) {
        Lease known = working.find(lease.id())
                .orElseThrow(() -> new IllegalStateException("reservation " + lease.id() + " would end twice"));
        change(new Change(known, null));
    }

    /** Asks for leases that are on disk, on any thread; nothing waits for a commit meanwhile. */
    <T> T committed(Function<LeaseTable, T> question) {
        publishing.readLock().lock();
        try {
            return question.apply(published);
        } finally {
            publishing.readLock().unlock();
        }
    }

    /** How many are held, as everybody finds them. */
    int activeCount() {
        Instant now = now();
        return committed(table ->
                (int) table.all().stream().filter(lease -> lease.isActive(now)).count());
    }

    /** The time by which leases are judged: the clock's, and never less than that of a batch before. */
    Instant now() {
        Instant time = clock.instant();
        return time.isAfter(batchTime) ? time : batchTime;
    }

    @Override
    public void alive(String project, String agentId, Instant time) {
        // Where the clock was set back, time stands still until it has caught up.
        Instant heard = time.isAfter(batchTime) ? time : batchTime;
        for (Lease lease : renewing.getOrDefault(agentId, Set.of())) {
            if (lease.heard(heard)) {
                prolonged.add(lease);
            }
        }
    }

    /** A lease that its agent's last sign of life had renewed, and that wasn't written in time, is renewed again. */
    @Override
    public Instant open() {
        Instant latest = Instant.EPOCH;
        for (Reservation stored : reservations.open()) {
            Lease lease = lease(stored);
            agents.lastSeen(lease.project(), lease.agent()).ifPresent(lease::heard);
            apply(working, new Change(null, lease));
            apply(published, new Change(null, lease));
            watch(new Change(null, lease));
            latest = stored.createdAt.isAfter(latest) ? stored.createdAt : latest;
        }
        return latest;
    }

    private Lease lease(Reservation stored) {
        return new Lease(
                stored.project,
                stored.id,
                stored.agent,
                claims.stored(stored.patterns, stored.exclusive),
                stored.terms(),
                stored.createdAt,
                stored.expiresAt,
                stored.fence);
    }

    void closing(@Observes @Priority(StoreLifecycle.STOP - 1) ShutdownEvent event) {
        prolonged.close();
    }

    @Override
    public boolean isDue() {
        return prolonged.isDue();
    }

    @Override
    public void begin(Instant now) {
        batchTime = now;
        prolonged.begin();
    }

    @Override
    public void spoiled() {
        prolonged.spoiled();
    }

    @Override
    public int mark() {
        return changes.size();
    }

    @Override
    public void rewind(int mark) {
        for (int i = changes.size() - 1; i >= mark; i--) {
            apply(working, changes.get(i).undone());
        }
        changes.subList(mark, changes.size()).clear();
    }

    @Override
    public void committed() {
        prolonged.committed();
        if (changes.isEmpty()) {
            return;
        }
        publishing.writeLock().lock();
        try {
            changes.forEach(change -> apply(published, change));
        } finally {
            publishing.writeLock().unlock();
        }
        changes.forEach(this::watch);
        changes.clear();
    }

    @Override
    public void abandoned() {
        rewind(0);
        prolonged.abandoned();
    }

    private void change(Change change) {
        changes.add(change);
        apply(working, change);
    }

    private static void apply(LeaseTable table, Change change) {
        if (change.after() == null) {
            table.remove(change.before());
        } else {
            table.put(change.after());
        }
    }

    /** Signs of life that came between the decision and its commit have moved what was there before, if anything. */
    private void watch(Change change) {
        forget(change.before());
        Lease after = change.after();
        if (after == null) {
            return;
        }
        boolean moved = change.before() != null && after.prolong(change.before().expiresAt());
        if (after.terms().renewOnHeartbeat()) {
            renewing.computeIfAbsent(after.agent(), agent -> ConcurrentHashMap.newKeySet())
                    .add(after);
            moved |= agents.lastSeen(after.project(), after.agent())
                    .filter(after::heard)
                    .isPresent();
        }
        if (moved) {
            prolonged.add(after);
        }
    }

    private void forget(Lease lease) {
        if (lease != null) {
            prolonged.forget(lease);
            renewing.computeIfPresent(lease.agent(), (agent, leases) -> {
                leases.remove(lease);
                return leases.isEmpty() ? null : leases;
            });
        }
    }

    /** One lease's change; {@code null} where there was none before, or is none after. */
    private record Change(Lease before, Lease after) {
        Change undone() {
            return new Change(after, before);
        }
    }
}
