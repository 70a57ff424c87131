package dev.intermute.reservation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leases whose end signs of life have moved, until that is written: at the head of a batch, once it has waited for the flush
 * interval, however many signs came meanwhile. What can't be written is kept for the next batch, so it fails no request.
 */
final class Prolonged {
    /** How many one batch takes along: few enough that its units don't notice. */
    private static final int FLUSH_LIMIT = 500;

    private final ReservationRepository reservations;
    private final long flushNanos;
    private final Set<Lease> unwritten = ConcurrentHashMap.newKeySet();
    private final List<Lease> writing = new ArrayList<>();

    private volatile long oldestNanos;
    private volatile boolean closing;
    private Lease attempted;

    Prolonged(ReservationRepository reservations, Duration flushInterval) {
        this.reservations = reservations;
        this.flushNanos = flushInterval.toNanos();
    }

    /** On any thread. */
    void add(Lease lease) {
        if (unwritten.isEmpty()) {
            oldestNanos = System.nanoTime();
        }
        unwritten.add(lease);
    }

    /** It is over, or another has taken its place. */
    void forget(Lease lease) {
        unwritten.remove(lease);
    }

    /** The service stops: what isn't written yet is due at once. */
    void close() {
        closing = true;
    }

    boolean isDue() {
        return !unwritten.isEmpty() && (closing || System.nanoTime() - oldestNanos >= flushNanos);
    }

    void write() {
        if (isDue()) {
            unwritten.stream().limit(FLUSH_LIMIT - writing.size()).forEach(writing::add);
            writing.forEach(unwritten::remove);
        }
        for (Lease lease : writing) {
            attempted = lease;
            reservations.prolong(lease.project(), lease.fence(), lease.expiresAt());
        }
    }

    /** What can't be written is left out; the next sign of life is tried again. */
    void spoiled() {
        writing.remove(attempted);
    }

    void written() {
        writing.clear();
    }

    void abandoned() {
        writing.forEach(this::add);
        writing.clear();
    }
}
