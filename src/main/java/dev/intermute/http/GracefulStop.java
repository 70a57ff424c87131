package dev.intermute.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Stops taking requests, and lets those in flight run out, before anything else stops. Quarkus's own way waits for a
 * moment without requests while it goes on taking them, which under load never comes; and its ShutdownEvent comes when
 * the port is closed already, so this listens to the event before that.
 */
@ApplicationScoped
public class GracefulStop {
    private static final String KEY = GracefulStop.class.getName();

    private final Errors errors;
    private final Duration grace;
    private final AtomicInteger inFlight = new AtomicInteger();

    private volatile boolean stopping;

    GracefulStop(Errors errors, HttpConfig config) {
        this.errors = errors;
        this.grace = config.shutdownGrace();
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, FilterOrder.STOP);
    }

    /**
     * A request is counted before it is let in: whoever sees that none is left has refused all that came later. One that
     * is routed again has been counted.
     */
    private void take(RoutingContext routing) {
        if (routing.get(KEY) == null) {
            inFlight.incrementAndGet();
            routing.put(KEY, new AtomicBoolean(true));
            routing.addEndHandler(ended -> done(routing));
        }
        if (stopping) {
            routing.response().putHeader("Connection", "close");
            errors.answer(
                    routing,
                    new ApiException(
                            ErrorCode.STORAGE_UNAVAILABLE, "The service is stopping; try again when it is back."));
            return;
        }
        routing.next();
    }

    /** A request becomes a socket, which may stay open for days: nobody waits for its end. */
    public void upgraded(RoutingContext routing) {
        done(routing);
    }

    private void done(RoutingContext routing) {
        AtomicBoolean counted = routing.get(KEY);
        if (counted.getAndSet(false) && inFlight.decrementAndGet() == 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            if (!drained(deadline)) {
                Log.warnf("%d requests were still in flight after %s", inFlight.get(), grace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean drained(long deadline) throws InterruptedException {
        while (inFlight.get() > 0) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
