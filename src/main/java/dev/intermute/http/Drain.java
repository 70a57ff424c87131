package dev.intermute.http;

import io.vertx.core.http.HttpServerRequest;

/**
 * Drops the rest of a body that nobody reads. A connection that is closed under its sender would take the answer with
 * it, so the rest is read, up to a bound.
 */
final class Drain {
    private static final long MAX_DROPPED_BYTES = 64L * 1024 * 1024;

    private final HttpServerRequest request;
    private long dropped;

    private Drain(HttpServerRequest request) {
        this.request = request;
    }

    static void rest(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        Drain drain = new Drain(request);
        request.handler(part -> drain.drop(part.length()));
        request.endHandler(ended -> {});
        request.resume();
    }

    private void drop(int bytes) {
        dropped += bytes;
        if (dropped > MAX_DROPPED_BYTES) {
            request.connection().close();
        }
    }
}
