package dev.intermute.push;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;

import dev.intermute.event.Events;
import dev.intermute.http.ApiException;

/**
 * Reads the log for those who catch up, a piece at a time and few at once: thousands that come back after a restart wait
 * for each other here, and not for the connections that requests read with.
 */
@ApplicationScoped
class LogReader {
    private static final int THREADS = 2;
    private static final long RETRY_MILLIS = 500;
    private static final long STOP_MILLIS = 2000;

    private final Events events;
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledThreadPoolExecutor executor;

    LogReader(Events events) {
        this.events = events;
        this.executor = new ScheduledThreadPoolExecutor(THREADS, this::thread, new ThreadPoolExecutor.DiscardPolicy());
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "intermute-replay-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Reads the next piece for a subscriber; tries again for as long as the database can't be read. */
    void readOn(Subscriber subscriber) {
        executor.execute(() -> read(subscriber));
    }

    private void read(Subscriber subscriber) {
        if (subscriber.isClosed()) {
            return;
        }
        try {
            subscriber.readStarts();
            subscriber.loaded(
                    events.replay(subscriber.opening().project(), subscriber.mailbox(), subscriber.position()));
        } catch (ApiException e) {
            Log.debugf("The log can't be read for a socket, which waits: %s", e.getMessage());
            executor.schedule(() -> read(subscriber), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error e) {
            if (executor.isShutdown() && e instanceof RuntimeException) {
                Log.debugf("The stop has interrupted a read of the log: %s", e);
                return;
            }
            Log.error("Reading the log for a socket failed for a reason that nobody foresaw", e);
            subscriber.fail();
        }
    }

    void stop() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                Log.warn("Reads of the log for sockets still run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
