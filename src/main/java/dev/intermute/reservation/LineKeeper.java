package dev.intermute.reservation;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.vertx.core.Vertx;

import dev.intermute.http.ApiException;
import dev.intermute.store.Writer;

/**
 * Moves the lines on where no request does: when time is up for what somebody waits for, and when somebody leaves a line.
 * Looks every {@value #TICK_MILLIS} ms, as long as anybody waits.
 */
@ApplicationScoped
class LineKeeper {
    /** How late the end of a lease may be noted that somebody waits for. */
    private static final long TICK_MILLIS = 20;

    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final Writer writer;
    private final WaitingLine line;
    private final Leases leases;
    private final Desk desk;
    private final AtomicBoolean ticking = new AtomicBoolean();
    /** Where a look is on its way already. */
    private final Set<String> moving = ConcurrentHashMap.newKeySet();

    LineKeeper(Vertx vertx, Writer writer, WaitingLine line, Leases leases, Desk desk) {
        this.vertx = vertx;
        this.writer = writer;
        this.line = line;
        this.leases = leases;
        this.desk = desk;
    }

    /** Somebody has come to wait: looks from now on. */
    void keep() {
        if (ticking.compareAndSet(false, true)) {
            vertx.setTimer(TICK_MILLIS, id -> tick());
        }
    }

    private void tick() {
        try {
            line.projects().forEach(this::look);
        } finally {
            ticking.set(false);
            if (!line.projects().isEmpty()) {
                keep();
            }
        }
    }

    /** Looks at a line at once, for somebody has left it. */
    void look(String project) {
        Instant now = leases.now();
        boolean timeIsUp = leases.committed(table -> table.anyIsOver(project, now));
        if ((timeIsUp || !line.departed(project).isEmpty()) && moving.add(project)) {
            writer.submit(time -> moveOn(project, time)).whenComplete((done, failure) -> ended(project, failure));
        }
    }

    /** After a failure the line is left alone for a while: what has failed once will mostly fail again at once. */
    private void ended(String project, Throwable failure) {
        if (failure == null) {
            moving.remove(project);
            return;
        }
        vertx.setTimer(PAUSE_MILLIS, id -> moving.remove(project));
        if (failure instanceof ApiException) {
            Log.debugf("The line of project %s isn't moved on yet: %s", project, failure.getMessage());
        } else {
            Log.errorf(failure, "The line of project %s can't be moved on", project);
        }
    }

    private Void moveOn(String project, Instant now) {
        desk.end(
                project,
                leases.inUnit().of(project).stream()
                        .filter(lease -> !lease.isActive(now))
                        .limit(Desk.AT_ONCE)
                        .map(lease -> new Desk.Over(lease, Ending.TTL))
                        .toList(),
                now);
        return null;
    }
}
