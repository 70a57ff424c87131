package dev.intermute.access;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Errors;
import dev.intermute.http.FilterOrder;

/**
 * Admits or refuses every request, whatever its route: a key that is presented is always checked, and without one only
 * local callers come in. The health routes answer everyone.
 */
@ApplicationScoped
class AccessFilter {
    private static final String SCHEME = "bearer ";

    private final KeyRing keys;
    private final Locality locality;
    private final Errors errors;

    AccessFilter(KeyRing keys, Locality locality, Errors errors) {
        this.keys = keys;
        this.locality = locality;
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.ACCESS);
    }

    private void check(RoutingContext routing) {
        if (answersEveryone(routing.normalizedPath())) {
            routing.next();
            return;
        }
        Optional<String> key = presentedKey(routing.request());
        if (key.isPresent()) {
            keys.holderOf(key.get())
                    .ifPresentOrElse(
                            holder -> admit(routing, Optional.of(holder.project())),
                            () -> refuse(routing, "The key isn't known here; check it, or ask the operator for one."));
            return;
        }
        if (keys.localNeedsNoKey() && locality.isLocal(routing.request())) {
            admit(routing, Optional.empty());
            return;
        }
        refuse(routing, "Send a key: Authorization: Bearer <key>. `intermute init --project NAME` makes one.");
    }

    private static boolean answersEveryone(String path) {
        return path.equals("/health") || path.equals("/q/health") || path.startsWith("/q/health/");
    }

    private static Optional<String> presentedKey(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Optional.empty();
        }
        String value = authorization.strip();
        if (value.equalsIgnoreCase(SCHEME.strip())) {
            return Optional.of("");
        }
        return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(value.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static void admit(RoutingContext routing, Optional<String> project) {
        new Admission(project).keepOn(routing);
        routing.next();
    }

    private void refuse(RoutingContext routing, String message) {
        errors.answer(routing, new ApiException(ErrorCode.UNAUTHORIZED, message));
    }
}
