package dev.intermute.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** The scheme, and the key after any white space. */
    private static final Pattern BEARER = Pattern.compile("bearer(?:[ \\t]+(.*))?", Pattern.CASE_INSENSITIVE);

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
        List<String> presented = presentedKeys(routing.request());
        if (presented.size() > 1) {
            refuse(routing, "The request has several keys; send one Authorization header.");
            return;
        }
        if (!presented.isEmpty()) {
            keys.holderOf(presented.get(0))
                    .ifPresentOrElse(
                            holder -> admit(routing, Optional.of(holder)),
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

    private static List<String> presentedKeys(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.AUTHORIZATION).stream()
                .map(value -> BEARER.matcher(value.strip()))
                .filter(Matcher::matches)
                .map(bearer -> bearer.group(1) == null ? "" : bearer.group(1).strip())
                .distinct()
                .toList();
    }

    private static void admit(RoutingContext routing, Optional<KeyHolder> key) {
        new Admission(key).keepOn(routing);
        routing.next();
    }

    private void refuse(RoutingContext routing, String message) {
        errors.answer(routing, new ApiException(ErrorCode.UNAUTHORIZED, message));
    }
}
