package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/** What Quarkus has no setting for. */
@ApplicationScoped
class SocketOptions implements HttpServerOptionsCustomizer {
    private final PushConfig config;

    SocketOptions(PushConfig config) {
        this.config = config;
    }

    /**
     * Gives a client that has fallen behind as long to take its last frames, and the close frame that tells it where to
     * resume, as it may be silent: with the network layer's own 10 s it might find the connection broken instead. And
     * takes no compressed frames: a few bytes could then become many, and reserved bits would go unnoticed.
     */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        long seconds = Math.max(1, config.push().silence().toSeconds());
        options.setWebSocketClosingTimeout((int) seconds);
        options.setPerFrameWebSocketCompressionSupported(false);
    }
}
