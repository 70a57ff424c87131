package dev.intermute.http;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Which methods a path takes, read from the table that the request was routed by: Quarkus REST answers 405 without the
 * {@code Allow} header that RFC 9110, section 15.5.6, demands.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    /** The methods for the path of a request, such as {@code GET, HEAD, OPTIONS}. */
    static String of(ResteasyReactiveRequestContext request) {
        TreeSet<String> allowed = new TreeSet<>();
        RequestMapper<RestInitialHandler.InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        String path = request.getPathWithoutPrefix();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            addMethods(match, allowed);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return String.join(", ", allowed);
    }

    private static void addMethods(
            RequestMapper.RequestMatch<RestInitialHandler.InitialMatch> match, Set<String> allowed) {
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        for (ServerRestHandler handler : match.value.handlers) {
            if (handler instanceof ClassRoutingHandler routes) {
                routes.getMappers().forEach((method, paths) -> {
                    if (method != null && paths.map(remaining) != null) {
                        allowed.add(method);
                    }
                });
            }
        }
    }
}
