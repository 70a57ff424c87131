package dev.intermute.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * The system's clock, moved forward by tests. It never goes back, not after a test either: the log's times only grow, so
 * a server whose clock went back would date everything that follows in the future. Hence the servers of clock tests have
 * it to themselves; see {@link ClockProfile}.
 */
@Alternative
@ApplicationScoped
public class TestClock implements InstantSource {
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    /** Lets time pass. */
    public void advance(Duration length) {
        offset.updateAndGet(before -> before.plus(length));
    }
}
