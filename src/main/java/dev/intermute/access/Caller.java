package dev.intermute.access;

import jakarta.enterprise.context.RequestScoped;

import io.vertx.ext.web.RoutingContext;

import dev.intermute.http.ApiException;

/** Who makes this request: a resource asks it once, with the clues that its route has, before it does anything else. */
@RequestScoped
public class Caller {
    private final RoutingContext routing;
    private final Callers callers;

    Caller(RoutingContext routing, Callers callers) {
        this.routing = routing;
        this.callers = callers;
    }

    /**
     * The project and the agent of this request.
     *
     * @throws ApiException {@code invalid_request} for two different projects, {@code project_forbidden} for another
     *     than the key's, {@code project_required} where a key needs one named, {@code agent_mismatch} for a known
     *     token without its agent's id
     */
    public Scope scope(Clues clues) {
        return callers.scope(routing, clues);
    }
}
