package dev.intermute.access;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

/** Refuses a start that can't end well before anything is written, and takes the keys before the port opens. */
@ApplicationScoped
class AccessStart {
    private static final int BEFORE_THE_STORE = 5;
    private static final int AFTER_THE_STORE = 100;

    private final KeyRing keys;
    private final UnixSocketRelay relay;

    AccessStart(KeyRing keys, UnixSocketRelay relay) {
        this.keys = keys;
        this.relay = relay;
    }

    void check(@Observes @Priority(BEFORE_THE_STORE) StartupEvent event) {
        relay.check();
        keys.check();
    }

    void start(@Observes @Priority(AFTER_THE_STORE) StartupEvent event) {
        keys.load();
    }
}
