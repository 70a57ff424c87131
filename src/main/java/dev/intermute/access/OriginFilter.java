package dev.intermute.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Errors;
import dev.intermute.http.FilterOrder;
import dev.intermute.http.SocketPaths;

/**
 * Refuses sockets to web pages of other sites. A browser lets every page open a WebSocket to any host and read what
 * comes, with none of the rules that it has for other requests: the server must look at {@code Origin} itself.
 */
@ApplicationScoped
class OriginFilter {
    private final Errors errors;

    OriginFilter(Errors errors) {
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.ORIGIN);
    }

    /** Also where the address is one that will be refused. */
    private static boolean asksForSocket(RoutingContext routing) {
        try {
            return SocketPaths.isSocket(routing.normalizedPath());
        } catch (IllegalArgumentException undecodable) {
            return SocketPaths.isSocket(routing.request().path());
        }
    }

    private void check(RoutingContext routing) {
        if (!asksForSocket(routing) || Locality.hasOwnOrigin(routing.request())) {
            routing.next();
            return;
        }
        errors.answer(
                routing,
                new ApiException(
                        ErrorCode.ORIGIN_FORBIDDEN,
                        "A page of another site gets no socket here; connect from this host, or without Origin."));
    }
}
