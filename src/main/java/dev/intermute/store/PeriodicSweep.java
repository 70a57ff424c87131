package dev.intermute.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;

import dev.intermute.http.ApiException;

/**
 * Notes, every now and then, the end of what is over. A sweep begins only once what an earlier one asked for is done: where
 * the disk is slow, sweeps don't fill the writer's queue.
 *
 * @param <K> what finds one of the things that are swept within its project
 */
public final class PeriodicSweep<K> {
    private final Vertx vertx;
    private final Writer writer;
    private final Duration interval;
    private final int atOnce;
    private final Sweepable<K> swept;
    private final Executor workers = Infrastructure.getDefaultExecutor();
    private final AtomicInteger flying = new AtomicInteger();

    private long timer;

    /**
     * Prepares it.
     *
     * @param interval how often it is done
     * @param atOnce how many are ended by one unit of work at most, so that others' units come in between
     */
    public PeriodicSweep(Vertx vertx, Writer writer, Duration interval, int atOnce, Sweepable<K> swept) {
        this.vertx = vertx;
        this.writer = writer;
        this.interval = interval;
        this.atOnce = atOnce;
        this.swept = swept;
    }

    /** Sweeps now, and from now on. */
    public void start() {
        sweep();
        timer = vertx.setPeriodic(interval.toMillis(), id -> workers.execute(this::sweep));
    }

    /** Begins no further sweep. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (flying.get() > 0) {
            return;
        }
        swept.over().forEach((project, keys) -> {
            for (int i = 0; i < keys.size(); i += atOnce) {
                end(project, keys.subList(i, Math.min(i + atOnce, keys.size())));
            }
        });
    }

    private void end(String project, List<K> keys) {
        flying.incrementAndGet();
        writer.submit(now -> swept.end(project, keys, now)).whenComplete((ended, failure) -> {
            flying.decrementAndGet();
            if (failure instanceof ApiException) {
                Log.debugf("A sweep of %s is put off: %s", swept.name(), failure.getMessage());
            } else if (failure != null) {
                Log.errorf(failure, "The %s of project %s can't be swept", swept.name(), project);
            } else if (ended > 0) {
                swept.ended(project, ended);
            }
        });
    }
}
