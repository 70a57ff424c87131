package dev.intermute.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Finds out whether a query answers. At most one is under way, however many ask: a database that hangs must not use up
 * the workers.
 */
@ApplicationScoped
class ReadProbe {
    private final Reader reader;
    private final CurrentSession session;
    private final AtomicReference<Uni<Boolean>> underWay = new AtomicReference<>();

    ReadProbe(Reader reader, CurrentSession session) {
        this.reader = reader;
        this.session = session;
    }

    /** Whether a query answers within this time. */
    Uni<Boolean> answers(Duration patience) {
        return current().ifNoItem().after(patience).recoverWithItem(false);
    }

    private Uni<Boolean> current() {
        Uni<Boolean> running = underWay.get();
        if (running != null) {
            return running;
        }
        Uni<Boolean> started = Uni.createFrom()
                .item(this::ask)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> underWay.set(null))
                .memoize()
                .indefinitely();
        return underWay.compareAndSet(null, started) ? started : underWay.updateAndGet(u -> u == null ? started : u);
    }

    private boolean ask() {
        try {
            return reader.read(() -> session.get()
                            .createNativeQuery(
                                    "select count(*) from sqlite_schema where name = 'events'", Integer.class)
                            .getSingleResult())
                    == 1;
        } catch (RuntimeException e) {
            Log.warnf("The health query failed: %s", e.getMessage());
            return false;
        }
    }
}
