package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Gives a client that has fallen behind as long to take its last frames, and the close frame that tells it where to
 * resume, as it may be silent: with the network layer's own 10 s it might find the connection broken instead.
 */
@ApplicationScoped
class ClosingTimeout implements HttpServerOptionsCustomizer {
    private final PushConfig config;

    ClosingTimeout(PushConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        long seconds = Math.max(1, config.push().silence().toSeconds());
        options.setWebSocketClosingTimeout((int) seconds);
    }
}
