package dev.intermute.access;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/**
 * What {@link AccessFilter} found out about a request.
 *
 * @param key whom its key belongs to; empty for a local caller without one
 */
public record Admission(Optional<KeyHolder> key) {
    private static final String KEY = Admission.class.getName();

    void keepOn(RoutingContext routing) {
        routing.put(KEY, this);
    }

    /** The project of its key. */
    Optional<String> project() {
        return key.map(KeyHolder::project);
    }

    /** What was found out about this request; every request has passed the filter. */
    public static Admission of(RoutingContext routing) {
        Admission admission = routing.get(KEY);
        if (admission == null) {
            throw new IllegalStateException("a request that the access filter hasn't seen");
        }
        return admission;
    }
}
