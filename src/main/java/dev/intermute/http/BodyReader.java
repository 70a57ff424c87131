package dev.intermute.http;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads each body before its resource runs: at most {@link #MAX_BYTES}, whether its length was announced or not. A body
 * without a content type is taken as JSON, and where there is no body its content type doesn't matter.
 */
@ApplicationScoped
class BodyReader {
    /** The largest body, in bytes. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern SPACE_BEFORE_PARAMETER = Pattern.compile("[ \\t]+;");

    private final Errors errors;

    BodyReader(Errors errors) {
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, FilterOrder.BODY);
    }

    private void read(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean announced = length != null && !length.equals("0");
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        if (!announced && !chunked) {
            request.headers().remove(HttpHeaders.CONTENT_TYPE);
            routing.next();
            return;
        }
        if (announced && tooLong(length)) {
            refuse(routing);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            routing.response().writeContinue();
        }
        new Collector(routing).start();
    }

    private static boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > MAX_BYTES;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** The same type without white space before a semicolon, which RFC 9110, section 8.3.1, allows and JAX-RS doesn't. */
    private static String tidy(String contentType) {
        return SPACE_BEFORE_PARAMETER.matcher(contentType).replaceAll(";");
    }

    private void refuse(RoutingContext routing) {
        errors.answer(
                routing,
                new ApiException(
                        ErrorCode.PAYLOAD_TOO_LARGE,
                        "The body is larger than " + MAX_BYTES + " bytes; send less at a time."));
    }

    /** Gathers one body, then lets the request go on. */
    private final class Collector {
        private final RoutingContext routing;
        private final HttpServerRequest request;
        private final Buffer body = Buffer.buffer();
        private boolean refused;

        Collector(RoutingContext routing) {
            this.routing = routing;
            this.request = routing.request();
        }

        void start() {
            request.handler(this::take);
            request.endHandler(ended -> finish());
            request.resume();
        }

        private void take(Buffer part) {
            if (body.length() + part.length() > MAX_BYTES) {
                refused = true;
                refuse(routing);
                return;
            }
            body.appendBuffer(part);
        }

        private void finish() {
            if (refused) {
                return;
            }
            String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
            if (body.length() == 0) {
                request.headers().remove(HttpHeaders.CONTENT_TYPE);
            } else {
                request.headers().set(HttpHeaders.CONTENT_TYPE, type == null ? "application/json" : tidy(type));
            }
            ((RoutingContextInternal) routing).setBody(body);
            routing.next();
        }
    }
}
