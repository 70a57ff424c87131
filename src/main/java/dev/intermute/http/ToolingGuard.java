package dev.intermute.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Holds what Quarkus itself serves under {@code /q} to the rules of every other route: it takes any method there, and
 * any path below {@code /q/metrics}. In development mode {@code /q} has more than is listed here. The old health route
 * answers whatever a prober accepts.
 */
@ApplicationScoped
class ToolingGuard {
    private static final String ROOT = "/q/";
    private static final String DESCRIPTION = "/q/openapi";
    /** What Quarkus calls the one that there is. */
    private static final String DOCUMENT = "<default>";

    static final Set<String> ROUTES = Set.of(
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/health/started",
            "/q/health/well",
            "/q/metrics",
            "/q/openapi",
            "/q/openapi.json",
            "/q/openapi.yaml",
            "/q/openapi.yml");
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Errors errors;
    private final OpenApiDocumentService description;
    private final Vertx vertx;

    ToolingGuard(Errors errors, OpenApiDocumentService description, Vertx vertx) {
        this.errors = errors;
        this.description = description;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.TOOLING);
    }

    private void check(RoutingContext routing) {
        String path = routing.normalizedPath();
        if (path.equals("/health")) {
            routing.request().headers().remove(HttpHeaders.ACCEPT);
        }
        if (!path.startsWith(ROOT)) {
            routing.next();
            return;
        }
        if (!ROUTES.contains(path)) {
            unlisted(routing);
            return;
        }
        HttpMethod method = routing.request().method();
        if (!METHODS.contains(method)) {
            routing.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
            errors.answer(
                    routing,
                    new ApiException(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "This route doesn't take that method; it takes " + ALLOWED + "."));
            return;
        }
        if (method.equals(HttpMethod.OPTIONS)) {
            routing.response().putHeader(HttpHeaders.ALLOW, ALLOWED).end();
            return;
        }
        if (path.startsWith(DESCRIPTION)) {
            // It is made when it is first asked for, which takes longer than an event loop has.
            vertx.executeBlocking(() -> description.getDocument(DOCUMENT, Format.JSON), false)
                    .onComplete(made -> routing.next());
            return;
        }
        routing.next();
    }

    private void unlisted(RoutingContext routing) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            routing.next();
            return;
        }
        errors.answer(
                routing,
                new ApiException(
                        ErrorCode.NOT_FOUND, "There is no such route; /q/openapi lists those that there are."));
    }
}
