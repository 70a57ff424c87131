package dev.intermute.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;

/** Runs what must be right before the service opens its port. */
@ApplicationScoped
class AccessStart {

    void start(@Observes @Priority(100) StartupEvent event, KeyRing keys, UnixSocketRelay relay) {
        try {
            relay.check();
            keys.load();
        } catch (PreventFurtherStepsException e) {
            // Quarkus takes this one, when it comes bare, for a wish to start no further and to wait: wrapped, it ends
            // the process.
            throw new IllegalStateException(e);
        }
    }
}
