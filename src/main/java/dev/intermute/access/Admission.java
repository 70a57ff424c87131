package dev.intermute.access;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/**
 * What {@link AccessFilter} found out about a request.
 *
 * @param project the project of its key; empty for a local caller without one
 */
record Admission(Optional<String> project) {
    private static final String KEY = Admission.class.getName();

    void keepOn(RoutingContext routing) {
        routing.put(KEY, this);
    }

    /** What was found out about this request; every request has passed the filter. */
    static Admission of(RoutingContext routing) {
        Admission admission = routing.get(KEY);
        if (admission == null) {
            throw new IllegalStateException("a request that the access filter hasn't seen");
        }
        return admission;
    }
}
