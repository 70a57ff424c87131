package dev.intermute.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;

/**
 * Passes on what was committed: each event once, in cursor order, before its caller is answered. Knows nobody who
 * listens; a listener is called on the writer's thread, so it only hands on.
 */
@ApplicationScoped
public class EventFeed {
    private final List<Consumer<List<Committed>>> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener for what each batch brings from now on; it must neither block nor touch the database. */
    public Subscription subscribe(Consumer<List<Committed>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(List<Committed> batch) {
        if (batch.isEmpty()) {
            return;
        }
        for (Consumer<List<Committed>> listener : listeners) {
            try {
                listener.accept(batch);
            } catch (RuntimeException e) {
                Log.error("A listener of the event feed failed", e);
            }
        }
    }

    /** Ends with {@link #close()}. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
