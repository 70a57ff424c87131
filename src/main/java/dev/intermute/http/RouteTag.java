package dev.intermute.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Under which route the metrics count a request. Quarkus REST names the route once it has found it; until then the
 * metrics would take the path as it came, and strangers could fill the registry with paths of their making.
 */
final class RouteTag {
    static final String UNMATCHED = "/unmatched";
    static final String REFUSED = "/refused";

    /** Where Quarkus's metrics look for the route. */
    private static final String KEY = "UrlPathTemplate";

    private RouteTag() {}

    /** Counts the current request under a route, until a better one is known. */
    static void set(String route) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, route);
        }
    }
}
