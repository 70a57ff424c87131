package dev.intermute.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.netty.channel.ChannelHandlerContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** Requests that are sent before the one in front of them is answered wait their turn, in a {@link Turnstile}. */
@ApplicationScoped
public class Pipelining {
    void register(@Observes Filters filters) {
        filters.register(Pipelining::guard, FilterOrder.PIPELINING);
    }

    /** With the first request of a connection, before Vert.x is handed anything that is behind it. */
    private static void guard(RoutingContext routing) {
        ChannelHandlerContext behind = handler(routing.request().connection());
        if (behind.pipeline().get(Turnstile.class) == null) {
            Turnstile turnstile = new Turnstile();
            behind.pipeline().addBefore(behind.name(), null, turnstile);
            if (isLast(routing.request())) {
                turnstile.expectNoMore();
            }
        }
        routing.next();
    }

    /** As Vert.x sees it. */
    private static boolean isLast(HttpServerRequest request) {
        MultiMap headers = request.headers();
        boolean kept = request.version() == HttpVersion.HTTP_1_1
                        && !headers.contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)
                || request.version() == HttpVersion.HTTP_1_0
                        && headers.contains(HttpHeaders.CONNECTION, HttpHeaders.KEEP_ALIVE, true);
        return !kept;
    }

    /**
     * Completes once a client has sent so much behind its request that the connection isn't read any more: from then on
     * nobody notices that it goes away. It stays so until the request is answered.
     */
    public CompletionStage<Void> whenUnread(RoutingContext routing) {
        Turnstile turnstile = handler(routing.request().connection()).pipeline().get(Turnstile.class);
        return turnstile == null ? new CompletableFuture<>() : turnstile.whenFull();
    }

    /** Vert.x's own. */
    private static ChannelHandlerContext handler(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }
}
