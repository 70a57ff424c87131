package dev.intermute.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The first thing that a request meets: paths and queries that can't be decoded are refused here, and what fails
 * anywhere in the routing without an answer gets one here.
 */
@ApplicationScoped
class RequestGuard {
    private final Errors errors;

    RequestGuard(Errors errors) {
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.GUARD);
    }

    void registerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        // Paths that Vert.x can't decode match no route, so that no failure handler is asked.
        router.errorHandler(400, this::failed);
    }

    private void check(RoutingContext routing) {
        String path = routing.request().path();
        if (!path.startsWith("/q/")) {
            RouteTag.set(RouteTag.UNMATCHED);
        }
        String query = routing.request().query();
        if (!decodable(path) || (query != null && !decodable(query))) {
            refuse(routing, "The address must be UTF-8 in valid percent-encoding, without U+0000.");
            return;
        }
        if (!isUri(routing.request().uri())) {
            refuse(
                    routing,
                    "The address has characters that must be percent-encoded, such as %7C for | and %20 for a space.");
            return;
        }
        if (path.indexOf(';') >= 0) {
            withoutMatrix(routing, path, query);
            return;
        }
        routing.next();
    }

    /**
     * Lets a path with a semicolon start again with {@code %3B} in its place: Quarkus REST would drop what follows as a
     * matrix parameter, and act on another agent than the one named. An address with a host in it would lose that, and
     * with it what makes its caller local or not.
     */
    private void withoutMatrix(RoutingContext routing, String path, String query) {
        if (!routing.request().uri().startsWith("/")) {
            refuse(routing, "The address has a semicolon in its path, which must be percent-encoded: %3B.");
            return;
        }
        routing.reroute(path.replace(";", "%3B") + (query == null ? "" : "?" + query));
    }

    private void refuse(RoutingContext routing, String message) {
        errors.answer(routing, new ApiException(ErrorCode.INVALID_REQUEST, message));
    }

    private static boolean isUri(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void failed(RoutingContext routing) {
        int status = routing.statusCode();
        if (status >= 400 && status < 500) {
            errors.answer(routing, ofStatus(status));
            return;
        }
        errors.answer(routing, errors.unexpected(routing, routing.failure()));
    }

    private static ApiException ofStatus(int status) {
        for (ErrorCode code : new ErrorCode[] {
            ErrorCode.UNAUTHORIZED,
            ErrorCode.NOT_FOUND,
            ErrorCode.METHOD_NOT_ALLOWED,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE
        }) {
            if (code.status() == status) {
                return new ApiException(code, "The request was refused; /q/openapi describes each route.");
            }
        }
        return new ApiException(ErrorCode.INVALID_REQUEST, "The request can't be understood.");
    }

    /** Whether a part of an address is sound: each escape is whole, and what they spell is UTF-8 without U+0000. */
    static boolean decodable(String text) {
        if (Text.flaw(text).isPresent()) {
            return false;
        }
        if (text.indexOf('%') < 0) {
            return true;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
                continue;
            }
            if (i + 2 >= raw.length) {
                return false;
            }
            int high = Character.digit(raw[i + 1], 16);
            int low = Character.digit(raw[i + 2], 16);
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                return false;
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(decoded.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
